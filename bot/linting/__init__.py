"""What is wrong, or not good enough, in the content? Every rule by name, every finding with its place."""
