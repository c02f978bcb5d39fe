"""Vocabulary: what a word means in the other language, learnt from the archive itself."""
