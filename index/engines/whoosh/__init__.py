"""The full-text engine on Whoosh, with posting lists, scores and merging of our own."""
