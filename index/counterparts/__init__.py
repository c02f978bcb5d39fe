"""The pairs of a library: found, kept, explained and corrected; which encoder is in effect."""
