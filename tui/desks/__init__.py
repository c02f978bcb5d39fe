"""What the reader does at the main screen, desk by desk: searching, reading, marking, pairing.

What there is to see is ``panes``, what is asked in between ``dialogs``.
"""
