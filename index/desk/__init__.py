"""What is the reader's own, with the way back from each of its changes: a file for each kind of change.

Its tables are in ``storage``; what follows from a verdict is the matter of ``counterparts``.
"""
