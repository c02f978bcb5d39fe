"""The step to version 2 of the library: events, and what speaks for them."""

from __future__ import annotations

EVENT_TABLES: tuple[str, ...] = (
    """CREATE TABLE events (
        id TEXT PRIMARY KEY,                  -- of its first article
        day INTEGER NOT NULL,                 -- last day of its articles, an ordinal; 0 when none is dated
        fr INTEGER NOT NULL,                  -- how many articles
        en INTEGER NOT NULL,
        score REAL,                           -- probability that both languages tell one happening
        status TEXT                           -- as of a pair; both NULL when all are of one language
    ) WITHOUT ROWID""",
    "CREATE INDEX events_newest ON events (day DESC, id, fr, en)",
    """CREATE TABLE event_articles (
        article TEXT PRIMARY KEY,
        event TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX event_articles_event ON event_articles (event)",
    # What was found without them is found anew by the next run; nothing is encoded for it.
    "DELETE FROM pairing_background",
    "INSERT OR IGNORE INTO unfinished (work) SELECT 'counterparts' FROM profiles LIMIT 1",
)
"""A released step is never changed."""
