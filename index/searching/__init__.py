"""Questions to the archive, and what they are answered with."""
