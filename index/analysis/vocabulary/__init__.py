"""Vocabulary: what a word means in the other language.

Learnt from the archive itself, and from a dictionary where the system has one; what a query makes of it is
``query`` and ``searching``.
"""
