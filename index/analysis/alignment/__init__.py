"""Alignment: which paragraphs and which sentences of two reports say the same."""
