-- What is shared with others over a hub. All of it is written by a sync and by nothing else: a library that never syncs
-- has these tables empty. A thing on the hub has one id for everybody ("thing"), which need not be its id here.

-- Two people, or one on two machines, may mark one passage before they hear of each other: both marks are kept.
DROP INDEX annotations_place;
CREATE INDEX annotations_place ON annotations (briefing_id, start, "end", author_id, version_id);

CREATE TABLE decisions_kept (
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
    made TEXT NOT NULL
) STRICT;
INSERT INTO decisions_kept SELECT * FROM decisions;
DROP TABLE decisions;
ALTER TABLE decisions_kept RENAME TO decisions;
CREATE INDEX decisions_place ON decisions (version_id, start, "end", author_id);

-- One row: which hub, and how far. Where it is, without a secret; who this library is to it; up to which of its pushes
-- all was taken in; up to which transaction the log was told; which fields this reeread knew then.
CREATE TABLE sync (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    address TEXT NOT NULL,
    hub TEXT NOT NULL,
    replica TEXT NOT NULL,
    pulled INTEGER NOT NULL DEFAULT 0,
    digested INTEGER NOT NULL DEFAULT 0,
    format INTEGER NOT NULL
) STRICT;

CREATE TABLE sync_ids (
    thing TEXT PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_texts (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    text TEXT NOT NULL
) STRICT;

-- The edits of a field that no other edit of it has seen. Field "*" stands for all that have no rows of their own. The
-- value is null where it is what the library shows.
CREATE TABLE sync_heads (
    thing TEXT NOT NULL,
    field TEXT NOT NULL,
    edit TEXT NOT NULL,
    at TEXT NOT NULL,
    author TEXT NOT NULL,
    value TEXT,
    PRIMARY KEY (thing, field, edit)
) STRICT, WITHOUT ROWID;

CREATE INDEX sync_heads_apart ON sync_heads (thing, field) WHERE value IS NOT NULL;

-- What things were that are gone, as JSON by field: an edit that did not know of it brings them back.
CREATE TABLE sync_gone (
    thing TEXT PRIMARY KEY,
    fields TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was said of tags that had to give way to others of their name or key, as JSON by field.
CREATE TABLE sync_said (
    thing TEXT PRIMARY KEY,
    fields TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Edits that the hub has not acknowledged, in order; "text" names the text that must be there before one.
CREATE TABLE sync_outbox (
    id INTEGER PRIMARY KEY,
    edit TEXT NOT NULL,
    thing TEXT NOT NULL,
    text TEXT,
    body TEXT NOT NULL
) STRICT;

-- Edits of which this reeread does not understand all, as they came, for a later one.
CREATE TABLE sync_aside (
    id INTEGER PRIMARY KEY,
    edit TEXT NOT NULL,
    thing TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT;

-- Things that were erased here for good, and stay so.
CREATE TABLE sync_buried (
    thing TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Edits that stand for what was there before the log began.
CREATE TABLE sync_begun (
    edit TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- Which transactions of the log were taken in, and when.
CREATE TABLE sync_arrivals (
    first INTEGER PRIMARY KEY,
    last INTEGER NOT NULL,
    at TEXT NOT NULL
) STRICT;

-- Pushes of this library beyond the last that was pulled.
CREATE TABLE sync_sent (
    push INTEGER PRIMARY KEY
) STRICT;
