"""Differences: what one of two aligned reports says and the other does not, or says otherwise.

Names, numbers, dates, quotations and passages are compared here; what each report says by itself is ``facts``
and ``mentions``.
"""
