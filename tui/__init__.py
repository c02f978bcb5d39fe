"""The terminal face of the archive: the program, its commands, and the reader's place.

Whatever it shows it asks the archive for.
"""
