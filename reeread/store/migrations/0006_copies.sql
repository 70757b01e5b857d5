-- Near copies. A landmark is the hash of a run of four words, kept with the briefing that had it first; a version that is
-- a copy of another stands in copies, all those of one text under the version that came first. Both are computed when a
-- version is added, and are no part of the log. What came in before this step is compared bit by bit as more is added.

CREATE TABLE landmarks (
    hash INTEGER PRIMARY KEY,
    briefing_id INTEGER NOT NULL REFERENCES briefings (id)
) STRICT;

CREATE TABLE copies (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    origin_id INTEGER NOT NULL REFERENCES versions (id)
) STRICT;

CREATE INDEX copies_origin ON copies (origin_id);

CREATE TABLE uncompared (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id)
) STRICT;

INSERT INTO uncompared SELECT version_id FROM briefings;
