"""The reading pane: one report, or two aligned paragraph by paragraph."""
