"""The terminal face of the archive."""
