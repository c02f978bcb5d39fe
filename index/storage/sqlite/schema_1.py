"""Version 1 of the library. Articles and entities have a number ``n``; the reader's own data goes by id."""

from __future__ import annotations

# The reader's own data (last section) has no foreign keys on purpose: it outlives whatever it points at.
SCHEMA_1: tuple[str, ...] = (
    # --- articles ---
    """CREATE TABLE articles (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        origin TEXT NOT NULL,
        revision INTEGER NOT NULL,            -- counts different raw texts, from 1
        sha256 TEXT NOT NULL,
        intake INTEGER NOT NULL,              -- version of the cleaning rules
        change INTEGER NOT NULL,              -- grows with every changed text, for an index to catch up with
        language TEXT NOT NULL,
        title TEXT NOT NULL,
        title_origin TEXT NOT NULL,
        source TEXT,
        published_first TEXT,
        published_last TEXT,
        published_precision TEXT,
        published_origin TEXT,
        sort_day INTEGER NOT NULL,            -- ordinal of published_first; 0 is undated and sorts last
        sort_title TEXT NOT NULL,
        words INTEGER NOT NULL,               -- of the body
        counterpart TEXT                      -- id of the best counterpart, kept in step with pairs
    )""",
    "CREATE INDEX articles_origin ON articles (origin)",
    "CREATE INDEX articles_change ON articles (change)",
    # Both cover what lists filter and count by: 100,000 rows are never fetched to show 200 of them.
    """CREATE INDEX articles_newest ON articles
        (sort_day DESC, sort_title, id, language, counterpart, published_first, published_last)""",
    "CREATE INDEX articles_standing ON articles (id, language, counterpart, published_first, published_last)",
    """CREATE TABLE texts (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version INTEGER NOT NULL,
        document TEXT NOT NULL                -- JSON, see documents.py
    )""",
    """CREATE TABLE revisions (
        article INTEGER NOT NULL REFERENCES articles (n),
        revision INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        taken TEXT NOT NULL,
        hints TEXT NOT NULL,                  -- JSON object
        raw BLOB NOT NULL,                    -- zlib
        UNIQUE (article, revision)
    )""",
    """CREATE TABLE journal (
        origin TEXT PRIMARY KEY,
        sha256 TEXT,
        outcome TEXT NOT NULL,
        reason TEXT,
        happened TEXT NOT NULL
    ) WITHOUT ROWID""",
    # --- names ---
    """CREATE TABLE mentions (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        extractor TEXT NOT NULL,
        found TEXT NOT NULL,                  -- JSON, see documents.py
        resolved TEXT                         -- JSON with entity ids; NULL until names are merged
    )""",
    "CREATE INDEX mentions_extractor ON mentions (article, extractor)",
    """CREATE TABLE entities (
        n INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        label TEXT NOT NULL,
        names TEXT NOT NULL,                  -- JSON object, language to label
        variants TEXT NOT NULL,               -- JSON array
        articles TEXT NOT NULL,               -- JSON object, language to count
        mentions INTEGER NOT NULL,
        fr INTEGER NOT NULL,
        en INTEGER NOT NULL,
        place INTEGER NOT NULL                -- rank among entities of as many articles
    )""",
    "CREATE INDEX entities_order ON entities (fr + en DESC, place)",
    """CREATE TABLE entity_articles (
        entity INTEGER NOT NULL REFERENCES entities (n),
        article INTEGER NOT NULL REFERENCES articles (n),
        PRIMARY KEY (entity, article)
    ) WITHOUT ROWID""",
    # The same relation from the other side, packed: counted for 100,000 articles in a tenth of the time of
    # GROUP BY.
    """CREATE TABLE article_entities (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        entities BLOB NOT NULL                -- numbers of entities, little-endian uint32
    )""",
    """CREATE TABLE entity_variants (
        folded TEXT NOT NULL,
        entity INTEGER NOT NULL REFERENCES entities (n) ON DELETE CASCADE,
        surface TEXT NOT NULL,
        PRIMARY KEY (folded, entity, surface)
    ) WITHOUT ROWID""",
    "CREATE INDEX entity_variants_entity ON entity_variants (entity)",
    # --- counterparts ---
    """CREATE TABLE profiles (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version TEXT NOT NULL,
        profile BLOB NOT NULL
    )""",
    "CREATE INDEX profiles_version ON profiles (article, version)",
    """CREATE TABLE pairs (
        fr TEXT NOT NULL,
        en TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL NOT NULL,
        version TEXT NOT NULL,
        evidence TEXT NOT NULL,               -- JSON object
        rows TEXT NOT NULL,                   -- JSON, [[left], [right], score] each
        PRIMARY KEY (fr, en)
    ) WITHOUT ROWID""",
    "CREATE INDEX pairs_en ON pairs (en)",
    """CREATE TABLE unfinished (
        work TEXT PRIMARY KEY                 -- 'names', 'counterparts': to be made anew over the archive
    ) WITHOUT ROWID""",
    # --- the reader's own ---
    """CREATE TABLE bookmarks (
        id TEXT PRIMARY KEY,
        article TEXT NOT NULL,
        counterpart TEXT,
        block INTEGER,                        -- body position in the present text
        anchor TEXT,                          -- words of the paragraph, to find it again in another text
        note TEXT NOT NULL,
        tags TEXT NOT NULL,                   -- JSON array
        created TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX bookmarks_article ON bookmarks (article)",
    """CREATE TABLE read_marks (
        article TEXT PRIMARY KEY,
        created TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE reading_state (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        version INTEGER NOT NULL,
        document TEXT NOT NULL                -- JSON object
    )""",
    """CREATE TABLE corrections (
        fr TEXT NOT NULL,
        en TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('same', 'different')),
        created TEXT NOT NULL,
        PRIMARY KEY (fr, en)
    ) WITHOUT ROWID""",
)
