"""Files that ship with the archive, and the scripts that made them."""
