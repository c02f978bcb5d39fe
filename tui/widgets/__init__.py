"""Lists and lines: each shows what it is given and says what the reader did to it. None knows the archive."""
