"""What lies over the main screen until it is answered: choices, lists, help.

What follows from an answer is done at the ``desks``.
"""
