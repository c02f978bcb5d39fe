"""Version 2 of the library: what words mean in the other language, what resembles what, and copies."""

from __future__ import annotations

SCHEMA_2: tuple[str, ...] = (
    # Spellings go by another key from here on; merging the names anew writes them.
    "DELETE FROM entity_variants",
    "INSERT OR IGNORE INTO unfinished (work) VALUES ('names')",
    """CREATE TABLE words (
        language TEXT NOT NULL,
        stem TEXT NOT NULL,
        word TEXT NOT NULL,                   -- folded, the most frequent form
        written TEXT NOT NULL,                -- the same as the articles spell it
        articles INTEGER NOT NULL,            -- how many have it, in whichever form
        capital REAL NOT NULL,                -- share of occurrences that begin with a capital
        PRIMARY KEY (language, stem)
    ) WITHOUT ROWID""",
    """CREATE TABLE word_vectors (
        encoder TEXT NOT NULL,
        word TEXT NOT NULL,
        vector BLOB NOT NULL,                 -- int8
        PRIMARY KEY (encoder, word)
    )""",
    """CREATE TABLE word_pairs (
        fr TEXT NOT NULL,                     -- stem
        en TEXT NOT NULL,                     -- stem
        cosine REAL NOT NULL,
        margin REAL NOT NULL,                 -- of the cosine over what is usual for both
        dice REAL NOT NULL,                   -- over aligned paragraphs; 0 when they share too few
        name REAL NOT NULL,                   -- likeness of two spellings of a name, else 0
        listed INTEGER NOT NULL,              -- 1 when a dictionary has it
        PRIMARY KEY (fr, en)
    ) WITHOUT ROWID""",
    "CREATE INDEX word_pairs_en ON word_pairs (en)",
    """CREATE TABLE article_vectors (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version TEXT NOT NULL,
        vector BLOB NOT NULL                  -- int8, the direction of the mean of its units
    )""",
    """CREATE TABLE sketches (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        sketch BLOB NOT NULL                  -- the smallest hashes of its shingles, little-endian uint32
    )""",
    """CREATE TABLE sketch_hashes (
        hash INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES articles (n),
        PRIMARY KEY (hash, article)
    ) WITHOUT ROWID""",
    """CREATE TABLE copies (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        original INTEGER NOT NULL REFERENCES articles (n)
    )""",
    "CREATE INDEX copies_original ON copies (original)",
    """CREATE TABLE finished (
        work TEXT PRIMARY KEY,
        state TEXT NOT NULL                   -- of the library when that work was last done
    ) WITHOUT ROWID""",
)
