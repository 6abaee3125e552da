"""What Bela does for a room that people have, or are to have: she looks after it, and speaks only where nobody serves it."""
