-- What a reader has done with a briefing, and the names by which extractors suggest a tag (a JSON list): a tag
-- that is renamed, or that others were merged into, still receives its suggestions.

ALTER TABLE briefings ADD COLUMN triage TEXT NOT NULL DEFAULT 'new' CHECK (triage IN ('new', 'later', 'done'));

ALTER TABLE tags ADD COLUMN origins TEXT NOT NULL DEFAULT '[]';

-- The name that a tag had first; of two that had the same, the elder has it.
UPDATE tags SET origins = json_array(
    coalesce(
        (
            SELECT before ->> 'name' FROM events
            WHERE subject = 'tag' AND subject_id = tags.uuid AND before ->> 'name' IS NOT NULL
            ORDER BY transaction_id, number LIMIT 1
        ),
        name
    )
);

UPDATE tags SET origins = '[]' WHERE EXISTS (
    SELECT 1 FROM tags AS elder WHERE elder.id < tags.id AND elder.origins = tags.origins
);
