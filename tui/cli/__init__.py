"""The command line and its JSON: the contract with scripts.

Each command opens the archive itself and draws no screen.
"""
