"""The tables of the library, by what they are about. Articles and entities have a number ``n``."""

from __future__ import annotations

ARTICLES: tuple[str, ...] = (
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
    # They cover what lists filter and count by: 100,000 rows are never fetched to show 200 of them.
    """CREATE INDEX articles_newest ON articles
        (sort_day DESC, sort_title, id, language, counterpart, published_first, published_last)""",
    "CREATE INDEX articles_standing ON articles (id, language, counterpart, published_first, published_last)",
    """CREATE INDEX articles_source ON articles
        (source, sort_day DESC, sort_title, id, language, counterpart, published_first, published_last)""",
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
)

WORK: tuple[str, ...] = (
    """CREATE TABLE unfinished (
        work TEXT PRIMARY KEY                 -- 'names', 'counterparts': to be made anew over the archive
    ) WITHOUT ROWID""",
    """CREATE TABLE finished (
        work TEXT PRIMARY KEY,
        state TEXT NOT NULL                   -- of the library when that work was last done
    ) WITHOUT ROWID""",
)

NAMES: tuple[str, ...] = (
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
        folded TEXT NOT NULL,                 -- key of a spelling, see words/folding.py
        entity INTEGER NOT NULL REFERENCES entities (n) ON DELETE CASCADE,
        surface TEXT NOT NULL,
        PRIMARY KEY (folded, entity, surface)
    ) WITHOUT ROWID""",
    "CREATE INDEX entity_variants_entity ON entity_variants (entity)",
)

WORDS: tuple[str, ...] = (
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
)

COMPARISONS: tuple[str, ...] = (
    """CREATE TABLE profiles (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version TEXT NOT NULL,
        profile BLOB NOT NULL
    )""",
    "CREATE INDEX profiles_version ON profiles (article, version)",
    """CREATE TABLE article_vectors (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version TEXT NOT NULL,
        vector BLOB NOT NULL                  -- int8, the direction of the mean of its units
    )""",
    """CREATE TABLE outlines (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        version TEXT NOT NULL,
        first INTEGER,                        -- days of publication, ordinals; NULL when it is undated,
        last INTEGER,                         -- or dated less exactly than by month
        mean BLOB NOT NULL                    -- int8, the direction of the mean of its units
    )""",
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
    """CREATE TABLE pairing_background (
        only INTEGER PRIMARY KEY CHECK (only = 1),
        version TEXT NOT NULL,
        articles INTEGER NOT NULL,            -- how many were compared when all were
        background BLOB NOT NULL
    )""",
    # All that the background says of an article.
    """CREATE TABLE measures (
        article INTEGER PRIMARY KEY REFERENCES articles (n),
        measures BLOB NOT NULL                -- of its units, names and numbers, little-endian float32
    )""",
    # Both reports of a candidate pair have it.
    """CREATE TABLE candidates (
        article TEXT PRIMARY KEY,
        others TEXT NOT NULL,                 -- ids, a line each
        features BLOB NOT NULL                -- little-endian float32, a row for each
    ) WITHOUT ROWID""",
    # A row of candidates is 5 KB: what came since is kept beside it, and what they have to beat is read
    # without it.
    """CREATE TABLE added_candidates (
        article TEXT NOT NULL,
        other TEXT NOT NULL,
        features BLOB NOT NULL,
        PRIMARY KEY (article, other)
    ) WITHOUT ROWID""",
    """CREATE TABLE rivalries (
        article TEXT PRIMARY KEY,
        rivalry BLOB NOT NULL                 -- what its candidates have to beat, little-endian float32
    ) WITHOUT ROWID""",
    """CREATE TABLE unpaired (
        article TEXT PRIMARY KEY              -- changed since pairs were last found
    ) WITHOUT ROWID""",
    # Reports whose candidates have changed: their pairs are found anew also after a kill in between.
    """CREATE TABLE undecided (
        article TEXT PRIMARY KEY
    ) WITHOUT ROWID""",
)

PAIRS: tuple[str, ...] = (
    """CREATE TABLE pairs (
        fr TEXT NOT NULL,
        en TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL NOT NULL,
        version TEXT NOT NULL,
        evidence TEXT NOT NULL,               -- JSON object
        rows TEXT NOT NULL,                   -- JSON, [[left], [right], score, [links]] each
        second REAL,                          -- log-odds of the best other pair of either; NULL: none known
        runner_up TEXT,                       -- as in the evidence, where no index reaches it
        PRIMARY KEY (fr, en)
    ) WITHOUT ROWID""",
    "CREATE INDEX pairs_en ON pairs (en)",
    "CREATE INDEX pairs_runner_up ON pairs (runner_up)",
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

# The reader's own. It goes by id, without foreign keys, on purpose: it outlives whatever it points at.
DESK: tuple[str, ...] = (
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
    # What the reader changed of all these but the reading state, to be undone and done again.
    """CREATE TABLE changes (
        n INTEGER PRIMARY KEY,                -- in the order they were made
        made TEXT NOT NULL,
        undone INTEGER NOT NULL,              -- behind one that is undone come only such
        kind TEXT NOT NULL,                   -- see index/desk/registry.py
        version INTEGER NOT NULL,             -- of the two documents
        before TEXT NOT NULL,                 -- JSON; null where there was nothing
        after TEXT NOT NULL
    )""",
)

SCHEMA: tuple[str, ...] = (*ARTICLES, *WORK, *NAMES, *WORDS, *COMPARISONS, *PAIRS, *DESK)
"""Version 1 of the library."""
