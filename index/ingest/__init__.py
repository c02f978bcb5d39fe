"""The way in: documents become articles, searchable text, names and counterparts; all of it generators of progress."""
