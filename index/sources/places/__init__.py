"""Where bytes are: a module for each kind of place."""
