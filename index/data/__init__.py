"""Data files that ship with the archive, and no code.

Each is read, and some are built, where their subject is at home; CREDITS.md tells where they are from.
"""
