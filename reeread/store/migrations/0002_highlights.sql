-- The key sentences of a version in one row: zlib of JSON, a list of [start, end, block, score, details].
-- As rows they took a third of the room of the text. compressed() is reeread's own.

ALTER TABLE highlights RENAME TO highlight_rows;

CREATE TABLE highlights (
    version_id INTEGER PRIMARY KEY REFERENCES versions (id),
    number INTEGER NOT NULL,
    compressed BLOB NOT NULL
) STRICT;

INSERT INTO highlights (version_id, number, compressed)
SELECT
    versions.id,
    count(highlight_rows.start),
    compressed(
        json_group_array(
            json_array(start, "end", block, score, json(details)) ORDER BY start, "end"
        ) FILTER (WHERE start IS NOT NULL)
    )
FROM versions LEFT JOIN highlight_rows ON highlight_rows.version_id = versions.id
GROUP BY versions.id;

DROP TABLE highlight_rows;
