"""The library on disk (SQLite): the reader's property, the durable record.

A room for each group of tables, all opened by ``library``. What the bytes in them mean is
the callers' matter.
"""
