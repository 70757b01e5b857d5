-- The questions that are asked of a library with Datasette, DuckDB or the shell of SQLite, answered by name: nothing of
-- reeread's own reads these views. What was taken out or erased is left out.

CREATE VIEW annotated_passages AS
SELECT
    annotations.uuid AS annotation,
    versions.title AS briefing_title,
    annotations.exact AS quote,
    (
        SELECT group_concat(name, ', ') FROM (
            SELECT tags.name FROM annotation_tags JOIN tags ON tags.id = annotation_tags.tag_id
            WHERE annotation_tags.annotation_id = annotations.id ORDER BY tags.position, tags.id
        )
    ) AS tags,
    annotations.note,
    authors.name AS author,
    annotations.grade AS credibility,
    annotations.outcome AS commitment_outcome,
    annotations.state AS anchor_state,
    briefings.grade AS source_reliability,
    annotations.prefix AS words_before,
    annotations.suffix AS words_after,
    annotations.start AS start_character,
    annotations."end" AS end_character,
    annotations.created,
    annotations.modified,
    briefings.uuid AS briefing,
    briefings.source
FROM annotations
JOIN briefings ON briefings.id = annotations.briefing_id AND briefings.removed IS NULL
JOIN versions ON versions.id = annotations.version_id
JOIN authors ON authors.id = annotations.author_id;

CREATE VIEW briefing_overview AS
SELECT
    briefings.uuid AS briefing,
    versions.title,
    briefings.source,
    versions.byline,
    versions.published,
    versions.language,
    versions.address,
    briefings.added,
    briefings.triage,
    briefings.grade AS source_reliability,
    (
        SELECT group_concat(name, ', ') FROM (
            SELECT stacks.name FROM stack_briefings JOIN stacks ON stacks.id = stack_briefings.stack_id
            WHERE stack_briefings.briefing_id = briefings.id ORDER BY stacks.name
        )
    ) AS stacks,
    versions.characters,
    versions.sentences,
    (SELECT number FROM highlights WHERE highlights.version_id = versions.id) AS key_sentences,
    (SELECT count(*) FROM annotations WHERE annotations.briefing_id = briefings.id) AS annotations,
    (SELECT count(*) FROM versions AS every WHERE every.briefing_id = briefings.id) AS versions
FROM briefings
JOIN versions ON versions.id = briefings.version_id
WHERE briefings.removed IS NULL;

CREATE VIEW tag_counts AS
SELECT
    tags.name AS tag,
    tags.meaning,
    count(annotations.id) AS passages,
    count(DISTINCT annotations.briefing_id) AS briefings,
    count(DISTINCT annotations.author_id) AS authors
FROM tags
LEFT JOIN annotation_tags ON annotation_tags.tag_id = tags.id
LEFT JOIN annotations ON annotations.id = annotation_tags.annotation_id
    AND annotations.briefing_id IN (SELECT id FROM briefings WHERE removed IS NULL)
GROUP BY tags.id
ORDER BY tags.position, tags.id;

CREATE VIEW history AS
SELECT
    events.at,
    authors.name AS author,
    events.deed,
    events.subject,
    versions.title AS briefing_title,
    events.before,
    events.after,
    events.transaction_id AS deed_number,
    events.number AS change_number,
    events.undoes AS undoes_deed_number,
    briefings.uuid AS briefing,
    events.subject_id
FROM events
JOIN authors ON authors.id = events.author_id
LEFT JOIN briefings ON briefings.id = events.briefing_id
LEFT JOIN versions ON versions.id = briefings.version_id;

CREATE VIEW decided_claims AS
SELECT
    claims.label AS claim,
    claims.verdict,
    claims.standing,
    claims.reason,
    claims.date AS retracted_since,
    authors.name AS decided_by,
    claims.made AS decided,
    versions.title AS briefing_title,
    claim_passages.exact AS quote,
    claim_passages.value,
    claim_passages.low,
    claim_passages.high,
    claim_passages.unit,
    claims.uuid AS claim_id,
    briefings.uuid AS briefing
FROM claims
JOIN authors ON authors.id = claims.author_id
JOIN claim_passages ON claim_passages.claim_id = claims.id
JOIN versions ON versions.id = claim_passages.version_id
JOIN briefings ON briefings.id = versions.briefing_id AND briefings.removed IS NULL;
