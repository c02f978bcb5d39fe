"""Version 3 of the library: what pairing keeps so that a new article is compared with its own days alone."""

from __future__ import annotations

SCHEMA_3: tuple[str, ...] = (
    """CREATE TABLE outlines (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version TEXT NOT NULL,
        first INTEGER,                        -- days of publication, ordinals
        last INTEGER,
        mean BLOB NOT NULL                    -- int8, the direction of the mean of its units
    )""",
    # Both reports of a candidate pair have it.
    """CREATE TABLE candidates (
        article TEXT PRIMARY KEY,
        rivalry BLOB NOT NULL,                -- what its candidates have to beat, little-endian float32
        others TEXT NOT NULL,                 -- JSON array of ids
        features BLOB NOT NULL                -- little-endian float32, a row for each
    ) WITHOUT ROWID""",
    """CREATE TABLE unpaired (
        article TEXT PRIMARY KEY              -- changed since pairs were last found
    ) WITHOUT ROWID""",
    """CREATE TABLE pairing_background (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        version TEXT NOT NULL,
        articles INTEGER NOT NULL,            -- how many were compared when all were
        background BLOB NOT NULL
    )""",
    "CREATE INDEX pairs_unaligned ON pairs (fr, en) WHERE rows = ''",
    """CREATE TABLE story_links (
        one TEXT NOT NULL,
        other TEXT NOT NULL,
        PRIMARY KEY (one, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX story_links_other ON story_links (other)",
    """CREATE TABLE stories (
        article TEXT PRIMARY KEY,
        story TEXT NOT NULL                   -- id of its first article
    ) WITHOUT ROWID""",
    "CREATE INDEX stories_story ON stories (story)",
)
