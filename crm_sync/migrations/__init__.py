"""How did the registry's schema come to be? One file per change, in `versions/`."""
