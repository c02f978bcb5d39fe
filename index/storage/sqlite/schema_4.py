"""Version 4 of the library: outlines packed and found by day, so that a new article reads a few."""

from __future__ import annotations

SCHEMA_4: tuple[str, ...] = (
    # Dated less exactly than by month is undated.
    "UPDATE outlines SET first = NULL, last = NULL WHERE last - first >= 31",
    "CREATE INDEX outlines_days ON outlines (first, last)",
    # The same again, many in a row: an undated report is compared with all others, and every report with
    # the undated.
    """CREATE TABLE outline_chunks (
        chunk INTEGER NOT NULL,               -- number of the article / CHUNK
        version TEXT NOT NULL,
        language TEXT NOT NULL,
        dated INTEGER NOT NULL,
        articles TEXT NOT NULL,               -- ids, a line each
        days TEXT NOT NULL,                   -- JSON array, first and last of each; empty of undated ones
        means BLOB NOT NULL,
        PRIMARY KEY (chunk, version, language, dated)
    )""",
    "CREATE INDEX outline_chunks_side ON outline_chunks (version, language, dated)",
    "INSERT OR IGNORE INTO unfinished (work) VALUES ('outline chunks')",
    """CREATE TABLE unit_nearness (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        nearness BLOB NOT NULL                -- of its units to just anything, little-endian float32
    )""",
    # A row of candidates is 5 KB: what they have to beat is read without it, and what came since is kept
    # beside it.
    """CREATE TABLE rivalries (
        article TEXT PRIMARY KEY,
        rivalry BLOB NOT NULL                 -- what its candidates have to beat, little-endian float32
    ) WITHOUT ROWID""",
    "INSERT INTO rivalries SELECT article, rivalry FROM candidates",
    "ALTER TABLE candidates RENAME TO candidates_3",
    """CREATE TABLE candidates (
        article TEXT PRIMARY KEY,
        others TEXT NOT NULL,                 -- ids, a line each
        features BLOB NOT NULL                -- little-endian float32, a row for each
    ) WITHOUT ROWID""",
    """INSERT INTO candidates
        SELECT article, replace(substr(others, 3, max(0, length(others) - 4)), '","', char(10)), features
        FROM candidates_3""",
    "DROP TABLE candidates_3",
    """CREATE TABLE added_candidates (
        article TEXT NOT NULL,
        other TEXT NOT NULL,
        features BLOB NOT NULL,
        PRIMARY KEY (article, other)
    ) WITHOUT ROWID""",
)
