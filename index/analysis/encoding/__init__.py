"""Encoding: a text becomes a vector, and translations become neighbours.

The encoders, the registry that opens them, the scale that they are brought onto, and vectors as they are
kept. What the texts are of is the callers' matter.
"""
