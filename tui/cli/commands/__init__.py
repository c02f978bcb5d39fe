"""The commands of the command line, each declared and done in the file of its name."""
