"""Events: reports of one happening, grouped within a language and joined over languages.

- A *tie* is a pair of reports, over or within languages, with the log-odds that they tell one happening: it
  stands alone, whatever else is in the archive.
- *Sisters* are reports of one language that tell one happening; a *side* is a group of them, or one report.
- A *join* is a French and an English side of one happening. Its rivals are other sides.
- The *partner* of a report is the best one of the other language in its event.
"""
