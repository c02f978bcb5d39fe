"""One module per full-text engine, alike from outside."""
