"""Mentions: where a text names persons, places and organisations.

They are found by rules or, where it is installed, by spaCy. Which of them are one entity is ``names``.
"""
