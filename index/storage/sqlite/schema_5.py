"""Version 5 of the library: what is second to a pair, so that new reports leave most pairs alone."""

from __future__ import annotations

SCHEMA_5: tuple[str, ...] = (
    # Log-odds of the best other pair of either report; NULL when there is none, or it was not remembered.
    "ALTER TABLE pairs ADD COLUMN second REAL",
    # As in the evidence, where no index reaches it.
    "ALTER TABLE pairs ADD COLUMN runner_up TEXT",
    "UPDATE pairs SET runner_up = json_extract(evidence, '$.runner_up')",
    "CREATE INDEX pairs_runner_up ON pairs (runner_up)",
    # Reports whose candidates have changed: their pairs are found anew also after a kill in between.
    """CREATE TABLE undecided (
        article TEXT PRIMARY KEY
    ) WITHOUT ROWID""",
    # A report that the reader paired is nobody's rival any more.
    """INSERT OR IGNORE INTO unpaired
        SELECT fr FROM corrections WHERE verdict = 'same'
        UNION SELECT en FROM corrections WHERE verdict = 'same'""",
    "INSERT OR IGNORE INTO unfinished SELECT 'counterparts' FROM corrections WHERE verdict = 'same'",
    # All that the background says of an article is kept, not of its units alone.
    """CREATE TABLE measures (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        measures BLOB NOT NULL                -- of its units, names and numbers, little-endian float32
    )""",
    "DROP TABLE unit_nearness",
)
