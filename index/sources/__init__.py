"""Where documents come from: places, which yield bytes, times formats, which say what they mean.

What is made of a document is ``cleaning``.
"""
