"""Each puts widgets together and answers their messages."""
