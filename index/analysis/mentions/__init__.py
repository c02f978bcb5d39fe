"""Mentions: where a text names persons, places and organisations."""
