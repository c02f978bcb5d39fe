"""Differences: what one of two paired reports says and the other does not, or says otherwise."""
