"""The archive: articles, search, names and counterparts. Knows no screen."""
