"""Why was it decided so, would it be decided so again, and what would another protocol decide? Pure."""
