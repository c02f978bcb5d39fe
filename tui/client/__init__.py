"""The one room that talks to the archive's processes."""
