"""The border to the terminal: cleaning, width, and keys in their order."""
