"""The library file: one connection, its transactions, its schema, and what goes wrong with it."""
