"""The way in: documents become articles, searchable text, names and vocabulary.

``pipeline`` has the order of it, ``condition`` what is pending, ``examination`` what is
amiss. Pairs are found in ``counterparts``.
"""
