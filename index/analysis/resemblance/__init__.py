"""Resemblance: articles that are copies of one text, tell one story, or are about the same.

Which two report one event in two languages is ``pairing``.
"""
