"""The tables of what is the reader's own: bookmarks, corrections of pairs, and what was read.

No import changes them.
"""
