"""Encoding: text in any of its languages becomes a vector, translations become neighbours."""
