"""What each kind of step does to a run; one module a kind."""
