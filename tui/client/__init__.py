"""The one room that talks to the archive's processes. It starts them, asks, and brings back what they say."""
