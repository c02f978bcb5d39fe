"""The two processes of the archive: questions answered over a pipe, and the import."""
