"""The parts of an open archive as a face sees them: its articles, pairs and names.

Searching is a room of its own, and so is the desk, which has what the reader may change.
"""
