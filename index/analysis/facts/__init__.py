"""Facts: numbers, dates and quotations of a text, in a form that two languages share."""
