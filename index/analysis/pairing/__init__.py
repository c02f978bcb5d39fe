"""Pairing: what speaks for and against two reports telling the same happening, as a score that stands alone.

- A *unit* is a text that is encoded as one vector: a title, a paragraph, or some 70 words of a longer one.
- A *profile* is what is remembered of a report that an encoder was needed for: its units as vectors; and its
  names and numbers as written.
- *Facts* are what its text states, apart from the profile: numbers with what they count, days, ordinals.
- An *outline* is a vector of what a report is about, and its days: enough to choose whom to compare it with.
- The *background* is what the press is like: a sample of units, and in how many reports a term stands; of the
  archive and of what is shipped with the program together.
- The *measures* of a report are its profile against the background: how near each unit is to just anything,
  how rare each name and number is.
- *Evidence* is a row of numbers for two reports: features of their vectors, days, agreement of their facts.
- A *veto* is a contradiction that hardly two reports of one happening have.

Evidence gives log-odds (``scores``, ``weights``), by which ``events`` groups and joins. Reading and keeping
all this is ``counterparts``; putting paragraphs side by side is ``alignment``.
"""
