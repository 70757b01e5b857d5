"""What readers decided on suggested sentences, and which tags stand on them now."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from reeread.model.extraction import Decision
from reeread.model.trust import Reason
from reeread.store import codebook, details
from reeread.store.engine import Connection

_DECIDED = """
SELECT briefings.uuid, decisions.decision, decisions.details,
       (SELECT group_concat(DISTINCT annotation_tags.tag_id) FROM annotations
        JOIN annotation_tags ON annotation_tags.annotation_id = annotations.id
        WHERE annotations.briefing_id = briefings.id AND annotations.version_id = decisions.version_id
        AND annotations.author_id = decisions.author_id
        AND annotations.start < decisions."end" AND annotations."end" > decisions.start)
FROM decisions
JOIN versions ON versions.id = decisions.version_id
JOIN briefings ON briefings.id = versions.briefing_id
WHERE briefings.removed IS NULL
ORDER BY decisions.id
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """One sentence that somebody decided on."""

    briefing: str
    decision: Decision
    reasons: tuple[Reason, ...]
    standing: frozenset[str]
    """The tags that whoever decided has on it now, as extractors call them."""


def judged(connection: Connection) -> Iterator[Judged]:
    """Yield the decisions of everybody on the sentences of listed briefings, in the order in which they were made."""
    names = {name: row_id for row_id, name in codebook.names(connection).items()}
    tags = codebook.tags(connection)
    suggested = {names[tag.name]: {tag.name, *tag.origins} for tag in tags}
    for briefing, decision, text, ids in connection.execute(_DECIDED):
        standing = {name for one in (ids or "").split(",") if one for name in suggested[int(one)]}
        parts = json.loads(text) if text else None
        yield Judged(briefing, Decision(decision), tuple(details.reasons(parts)), frozenset(standing))
