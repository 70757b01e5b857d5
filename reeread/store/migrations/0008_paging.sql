-- What lists are sorted by and ids are found by, so that a page of a long list costs what a page of a short one does.
-- folded() is reeread's own: one case, no accents. A title that is ASCII needs none, as its lower() is the same.

DROP TRIGGER versions_stay;

ALTER TABLE versions ADD COLUMN folded_title TEXT;

UPDATE versions SET folded_title = folded(title) WHERE length(CAST(title AS BLOB)) <> length(title);

CREATE TRIGGER versions_stay BEFORE UPDATE ON versions BEGIN
    SELECT RAISE(ABORT, 'a version is never changed');
END;

CREATE INDEX versions_title ON versions (coalesce(folded_title, lower(title)));
CREATE INDEX versions_published ON versions (published DESC);
CREATE INDEX versions_characters ON versions (characters);
CREATE INDEX briefings_shown ON briefings (version_id) WHERE removed IS NULL;
CREATE INDEX briefings_triage ON briefings (triage DESC) WHERE removed IS NULL;

-- Ids as people shorten them: the last eight characters, backwards.
CREATE INDEX briefings_ending ON briefings (
    substr(uuid, -1, 1) || substr(uuid, -2, 1) || substr(uuid, -3, 1) || substr(uuid, -4, 1)
    || substr(uuid, -5, 1) || substr(uuid, -6, 1) || substr(uuid, -7, 1) || substr(uuid, -8, 1)
) WHERE removed IS NULL;

-- How many annotations of listed briefings an author made that bear a tag; tag 0 stands for any or none, -1 for a note.
-- The triggers below keep them, whatever writes.
CREATE TABLE tallies (
    author_id INTEGER NOT NULL,
    tag_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (author_id, tag_id)
) STRICT, WITHOUT ROWID;

INSERT INTO tallies
SELECT author_id, 0, count(*) FROM annotations JOIN briefings ON briefings.id = briefing_id
WHERE removed IS NULL GROUP BY author_id
UNION ALL
SELECT author_id, -1, count(*) FROM annotations JOIN briefings ON briefings.id = briefing_id
WHERE removed IS NULL AND note <> '' GROUP BY author_id
UNION ALL
SELECT author_id, tag_id, count(*) FROM annotations JOIN briefings ON briefings.id = briefing_id
JOIN annotation_tags ON annotation_id = annotations.id
WHERE removed IS NULL GROUP BY author_id, tag_id;

CREATE TRIGGER tallies_annotation_made AFTER INSERT ON annotations
WHEN (SELECT removed FROM briefings WHERE id = NEW.briefing_id) IS NULL BEGIN
    INSERT INTO tallies VALUES (NEW.author_id, 0, 1) ON CONFLICT DO UPDATE SET number = number + 1;
    INSERT INTO tallies SELECT NEW.author_id, -1, 1 WHERE NEW.note <> '' ON CONFLICT DO UPDATE SET number = number + 1;
END;

CREATE TRIGGER tallies_annotation_gone BEFORE DELETE ON annotations
WHEN (SELECT removed FROM briefings WHERE id = OLD.briefing_id) IS NULL BEGIN
    UPDATE tallies SET number = number - 1 WHERE author_id = OLD.author_id AND (
        tag_id = 0
        OR (tag_id = -1 AND OLD.note <> '')
        OR tag_id IN (SELECT annotation_tags.tag_id FROM annotation_tags WHERE annotation_id = OLD.id)
    );
END;

CREATE TRIGGER tallies_note_changed AFTER UPDATE OF note ON annotations
WHEN (OLD.note = '') <> (NEW.note = '') AND (SELECT removed FROM briefings WHERE id = NEW.briefing_id) IS NULL BEGIN
    INSERT INTO tallies VALUES (NEW.author_id, -1, iif(NEW.note = '', -1, 1))
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;

CREATE TRIGGER tallies_tag_put AFTER INSERT ON annotation_tags BEGIN
    INSERT INTO tallies SELECT author_id, NEW.tag_id, 1 FROM annotations JOIN briefings ON briefings.id = briefing_id
    WHERE annotations.id = NEW.annotation_id AND removed IS NULL
    ON CONFLICT DO UPDATE SET number = number + 1;
END;

-- Those of an annotation that is gone were counted when it went.
CREATE TRIGGER tallies_tag_taken AFTER DELETE ON annotation_tags BEGIN
    UPDATE tallies SET number = number - 1 WHERE tag_id = OLD.tag_id AND author_id = (
        SELECT author_id FROM annotations JOIN briefings ON briefings.id = briefing_id
        WHERE annotations.id = OLD.annotation_id AND removed IS NULL
    );
END;

CREATE TRIGGER tallies_briefing_moved AFTER UPDATE OF removed ON briefings
WHEN (OLD.removed IS NULL) <> (NEW.removed IS NULL) BEGIN
    INSERT INTO tallies
    SELECT author_id, tag_id, iif(NEW.removed IS NULL, 1, -1) * count(*) FROM (
        SELECT author_id, 0 AS tag_id FROM annotations WHERE briefing_id = NEW.id
        UNION ALL
        SELECT author_id, -1 FROM annotations WHERE briefing_id = NEW.id AND note <> ''
        UNION ALL
        SELECT author_id, annotation_tags.tag_id FROM annotations
        JOIN annotation_tags ON annotation_id = annotations.id WHERE briefing_id = NEW.id
    ) WHERE true GROUP BY author_id, tag_id
    ON CONFLICT DO UPDATE SET number = number + excluded.number;
END;
