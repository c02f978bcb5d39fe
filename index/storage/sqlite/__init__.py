"""The library file: one connection, its transactions, its schema, and what goes wrong with it.

What the tables are for is told by the rooms above.
"""
