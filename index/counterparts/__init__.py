"""The pairs of a library: compared, decided, aligned, explained, corrected, grouped into stories.

Which sentence encoder is in effect is known here, too. What makes two reports a pair is ``analysis.pairing``,
the tables are ``storage.pairs``.
"""
