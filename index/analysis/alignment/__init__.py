"""Alignment: which paragraphs, and in them which sentences, of two reports say the same.

Which reports belong together is ``pairing``.
"""
