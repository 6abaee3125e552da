"""What do people ask that Bela cannot answer yet? Kept without who asked, grouped by likeness."""
