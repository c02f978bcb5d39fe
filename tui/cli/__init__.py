"""The command line and its JSON: the contract with scripts."""
