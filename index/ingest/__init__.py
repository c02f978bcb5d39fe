"""The way in: documents become articles, searchable text, names and vocabulary.

``pipeline`` has the order of it, ``condition`` what is pending or amiss. Pairs are found in ``counterparts``.
"""
