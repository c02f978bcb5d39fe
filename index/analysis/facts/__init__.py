"""Facts: the numbers, dates and quotations of one text, in forms that two languages share.

Skeletons of names are such a form, too. Comparing two texts is ``differences`` and ``pairing``.
"""
