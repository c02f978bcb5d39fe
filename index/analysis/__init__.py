"""What texts say: pure functions, nothing is read from a library or written to it.

The language of a text is found here; its names, facts and vectors, and what follows from two texts, have a
room each.
"""
