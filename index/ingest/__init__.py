"""The way in: documents become articles, searchable text, names and counterparts."""
