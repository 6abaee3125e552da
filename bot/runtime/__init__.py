"""Turns: what the bridge hears becomes an engine turn, a registry step, and words that leave exactly once."""
