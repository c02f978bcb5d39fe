"""The reader's words, read as a tree that every engine understands.

Fields, dates, spelling, and what a word is widened to; neither an engine nor a library is known here.
"""
