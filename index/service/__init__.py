"""The two processes of the archive: one answers questions over a pipe, one imports.

Whatever is asked goes on to ``archive``.
"""
