"""Pairing: which French and which English report tell the same event.

- A *unit* is a text that is encoded as one vector: a title, a paragraph, or some 70 words of a longer one.
- A *profile* is all that is remembered of a report: its units as vectors, its names, numbers and days.
- An *outline* is the mean vector of a profile and its days: enough to choose the candidates worth comparing.
- The *background* is what the archive is like: a sample of its units, and in how many reports a term stands.
- The *measures* of a report are its profile against the background: how near each unit is to just anything,
  how rare each name and number is.
- A *feature* is one of four numbers that speak for two reports: similarity, nearness, names, numbers.
- *Rivalry* is what the features of a pair have to beat: those of the other candidates of either report.
- A *verdict* is what the reader said of two reports. It stands above every score, and a report that the
  reader has paired is nobody else's rival.

Features and rivalry give log-odds (``scores``), by which ``Matches`` chooses the pairs to believe. Reading
and keeping all this is ``counterparts``; putting paragraphs side by side is ``alignment``.
"""
