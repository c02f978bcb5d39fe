"""Commands about reports that belong together: pairs, events, stories, and what the reader says of them."""
