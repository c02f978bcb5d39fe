"""The archive: articles, search, names and counterparts.

Everything is asked for through one door, ``archive``; no screen is known here.
"""
