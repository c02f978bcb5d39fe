"""The main screen: its frame, how it begins and ends, and what reaches it from outside.

What is done at it is ``desks``.
"""
