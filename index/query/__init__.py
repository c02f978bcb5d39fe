"""The reader's words as a tree that every engine understands."""
