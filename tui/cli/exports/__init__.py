"""What leaves the archive as a document: a module for each format, alike from outside, and the registry."""
