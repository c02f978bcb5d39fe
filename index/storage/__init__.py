"""The library on disk (SQLite): the reader's property, the durable record."""
