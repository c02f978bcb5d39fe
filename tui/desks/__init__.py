"""What the reader does at the main screen, desk by desk."""
