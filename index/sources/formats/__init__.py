"""What bytes mean: a module for each format that documents are read from."""
