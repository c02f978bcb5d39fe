"""Names: what is known of them beforehand, how spellings are compared, and which are one entity.

Where a text has them is ``mentions``.
"""
