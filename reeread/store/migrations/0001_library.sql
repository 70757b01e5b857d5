-- The library: briefings and what readers said of them, in one file.

CREATE TABLE authors (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE stacks (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE briefings (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL,
    added TEXT NOT NULL,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    removed TEXT
) STRICT;

CREATE INDEX briefings_source ON briefings (source);

-- One state of a source, never changed. Bodies stand apart, so that lists stay quick.
CREATE TABLE versions (
    id INTEGER PRIMARY KEY,
    briefing_id INTEGER NOT NULL REFERENCES briefings (id) DEFERRABLE INITIALLY DEFERRED,
    number INTEGER NOT NULL,
    made TEXT NOT NULL,
    title TEXT NOT NULL,
    title_derived INTEGER NOT NULL,
    byline TEXT NOT NULL,
    published TEXT NOT NULL,
    language TEXT NOT NULL,
    address TEXT NOT NULL,
    format TEXT NOT NULL,
    encoding TEXT NOT NULL,
    method TEXT NOT NULL,
    characters INTEGER NOT NULL,
    sentences INTEGER NOT NULL,
    warnings TEXT,
    sha256 BLOB NOT NULL,
    UNIQUE (briefing_id, number)
) STRICT;

-- Those of many briefings are short, and would leave a quarter of their pages empty: up to 64 kB a body
-- is kept as zlib of its UTF-8, which is quicker to read than its pages; a longer one is kept as it is.
CREATE TABLE bodies (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    blocks BLOB NOT NULL,
    marks BLOB,
    targets TEXT,
    compressed BLOB,
    body TEXT CHECK ((body IS NULL) <> (compressed IS NULL))
) STRICT;

-- The bytes as they came in: zlib, or nothing at all where they are the body in UTF-8.
CREATE TABLE sources (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    size INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    compressed BLOB
) STRICT;

CREATE INDEX sources_sha256 ON sources (sha256);

CREATE TABLE stack_briefings (
    stack_id INTEGER NOT NULL REFERENCES stacks (id),
    briefing_id INTEGER NOT NULL REFERENCES briefings (id),
    PRIMARY KEY (stack_id, briefing_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX stack_briefings_briefing ON stack_briefings (briefing_id);

-- The key sentences of a version as the extractor ranked them when it came in.
CREATE TABLE highlights (
    version_id INTEGER NOT NULL REFERENCES versions (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    block TEXT NOT NULL,
    score REAL NOT NULL,
    details TEXT,
    PRIMARY KEY (version_id, start, "end")
) STRICT, WITHOUT ROWID;

-- What a reader did with the suggestions of a sentence, key or not.
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    version_id INTEGER NOT NULL REFERENCES versions (id),
    author_id INTEGER NOT NULL REFERENCES authors (id),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('accepted', 'dismissed')),
    key INTEGER NOT NULL,
    block TEXT NOT NULL,
    score REAL NOT NULL,
    details TEXT,
    made TEXT NOT NULL,
    UNIQUE (version_id, start, "end", author_id)
) STRICT;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    key TEXT NOT NULL,
    color TEXT NOT NULL,
    meaning TEXT NOT NULL,
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE UNIQUE INDEX tags_key ON tags (key) WHERE key <> '';

CREATE TABLE annotations (
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    briefing_id INTEGER NOT NULL REFERENCES briefings (id),
    version_id INTEGER NOT NULL REFERENCES versions (id),
    author_id INTEGER NOT NULL REFERENCES authors (id),
    start INTEGER NOT NULL CHECK (start >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > start),
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('anchored', 'moved', 'review', 'orphan')),
    created TEXT NOT NULL,
    modified TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX annotations_place ON annotations (briefing_id, start, "end", author_id, version_id);

CREATE TABLE annotation_tags (
    annotation_id INTEGER NOT NULL REFERENCES annotations (id) ON DELETE CASCADE,
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    PRIMARY KEY (annotation_id, tag_id)
) STRICT, WITHOUT ROWID;

-- The log. A transaction is one deed of one author, its events are what changed; the log only grows.
-- It stands in one table, and annotations have no more indexes than they must, because each page that a
-- tag touches is written to disk before the tag is acknowledged.
CREATE TABLE events (
    transaction_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    transaction_uuid TEXT NOT NULL,
    at TEXT NOT NULL,
    author_id INTEGER NOT NULL REFERENCES authors (id),
    deed TEXT NOT NULL,
    undoes INTEGER,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    briefing_id INTEGER REFERENCES briefings (id),
    before TEXT,
    after TEXT,
    PRIMARY KEY (transaction_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX events_briefing ON events (briefing_id) WHERE briefing_id IS NOT NULL;

CREATE TRIGGER versions_stay BEFORE UPDATE ON versions BEGIN
    SELECT RAISE(ABORT, 'a version is never changed');
END;

CREATE TRIGGER versions_remain BEFORE DELETE ON versions BEGIN
    SELECT RAISE(ABORT, 'a version is never deleted');
END;

CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN
    SELECT RAISE(ABORT, 'the log is never changed');
END;

CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN
    SELECT RAISE(ABORT, 'the log is never deleted');
END;

-- Words of titles and bodies; the row id is the briefing's. CJK characters are spaced apart. The body is the first
-- column, because each entry of the index names every column but the first.
CREATE VIRTUAL TABLE words USING fts5 (
    body,
    title,
    content = '',
    contentless_delete = 1,
    tokenize = 'unicode61 remove_diacritics 2'
);
