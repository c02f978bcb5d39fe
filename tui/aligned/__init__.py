"""The reading pane: one report, or two aligned paragraph by paragraph.

How a document is laid out, drawn and walked; what is opened in it is ``panes``.
"""
