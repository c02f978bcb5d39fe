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
    """CREATE TABLE facts (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version INTEGER NOT NULL,
        facts TEXT NOT NULL                   -- JSON, see index/analysis/pairing/stated.py
    )""",
    # Two reports that may tell one happening, both ways.
    """CREATE TABLE ties (
        article TEXT NOT NULL,
        other TEXT NOT NULL,
        log_odds REAL NOT NULL,
        sisters INTEGER NOT NULL,             -- 1 when both are of one language
        PRIMARY KEY (article, other)
    ) WITHOUT ROWID""",
    # In their place stood all that a report was compared with, and what that had to beat.
    "DROP TABLE candidates",
    "DROP TABLE added_candidates",
    "DROP TABLE rivalries",
    "DELETE FROM measures",
    "DELETE FROM outlines",
    "DELETE FROM outline_chunks",
    # What was found without them is found anew by the next run; nothing is encoded for it.
    "DELETE FROM pairing_background",
    "INSERT OR IGNORE INTO unfinished (work) SELECT 'counterparts' FROM profiles LIMIT 1",
)
"""A released step is never changed."""
