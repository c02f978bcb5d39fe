"""From the bytes of a document to blocks with roles, its title and dateline; nothing is lost.

Where documents come from is ``sources``, what their texts say ``analysis``.
"""
