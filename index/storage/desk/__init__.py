"""The tables of what is the reader's own: bookmarks, corrections, and the reader's place."""
