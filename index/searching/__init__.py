"""From a search request to its answer: results, counts, concordance, similar articles, suggestions.

How words are read is ``query``, how texts are found ``engines``.
"""
