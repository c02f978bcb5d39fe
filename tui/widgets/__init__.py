"""Each shows one thing and says what the reader did to it."""
