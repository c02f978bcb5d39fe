"""Pairing: which French and which English report tell the same event."""
