"""The tables of articles: texts, lists of them, copies, and the journal of what came in."""
