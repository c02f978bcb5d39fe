"""One module per kind of thing that articles come from."""
