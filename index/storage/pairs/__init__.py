"""The tables of pairs: what articles are compared by, the pairs with their aligned rows, and stories.

The bytes in them are the callers'.
"""
