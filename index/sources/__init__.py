"""Where documents come from: a module for each kind of source, and the registry that chooses among them.

What is made of a document is ``cleaning``.
"""
