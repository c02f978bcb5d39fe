"""Full-text search behind one interface, a folder for each engine.

Beside the interface stands what is the same for all: where a text has what was asked for, snippets, the
written words of an index. What to ask an engine for is ``searching``.
"""
