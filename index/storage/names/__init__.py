"""The tables of names and of what words mean in the other language."""
