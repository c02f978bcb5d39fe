"""The border to the terminal: foreign text is cleaned and measured, keys come in their order.

Knows no widget.
"""
