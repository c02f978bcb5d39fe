"""The way in which reports are put side by side; known to whoever asks without loading what does it."""

ALIGNMENT_VERSION = "2"
"""Changes when the same reports get other rows: those of stored pairs are made anew then, as time allows."""
