"""The nouns of the archive: frozen dataclasses, no library behind them."""
