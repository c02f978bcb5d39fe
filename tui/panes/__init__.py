"""What stands in the main screen: results, names and the open reports.

Articles and dates are put into words here; lines and lists are ``widgets``, the reading pane is ``aligned``.
"""
