"""The full-text engine on Whoosh.

Segments, columns, lock and table of contents are Whoosh's; posting lists, scores, merging and queries ours.
"""
