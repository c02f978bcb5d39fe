"""The tables of articles: texts, lists and counts of them, copies, and the journal of what came in.

What holds between a French and an English article is ``pairs``.
"""
