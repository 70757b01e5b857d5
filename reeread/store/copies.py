"""Which versions are copies of one text: found when one comes in, among all that are there."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reeread.store import bodies
from reeread.store.engine import Connection

if TYPE_CHECKING:  # a first paint compares nothing
    from reeread.text.origins import Runs

_CANDIDATES = 2
"""Briefings that a new one is compared with, those first that share the most landmarks with it."""
_SHARE = 0.25
"""Of the landmarks of the shorter one, what a copy shares at least: half in the mean, of which some were others' before."""
_APART = 150
"""Code points from one landmark to the next."""

_SHARING = """
SELECT briefings.version_id FROM landmarks JOIN briefings ON briefings.id = landmarks.briefing_id
JOIN versions ON versions.id = briefings.version_id
WHERE landmarks.hash IN (SELECT value FROM json_each(?1)) AND briefings.id <> ?2
GROUP BY briefings.id HAVING count(*) >= min(?3, ?4 * versions.characters)
ORDER BY count(*) DESC, briefings.id LIMIT ?5
"""
_ALIKE_BEFORE = """
SELECT DISTINCT briefings.version_id FROM versions
JOIN copies AS own ON own.version_id = versions.id
JOIN copies AS other ON other.origin_id = own.origin_id
JOIN versions AS theirs ON theirs.id = other.version_id
JOIN briefings ON briefings.id = theirs.briefing_id AND briefings.version_id = theirs.id
WHERE versions.briefing_id = ?1 AND briefings.id <> ?1 LIMIT ?2
"""
_FIRSTS = """
SELECT own.id, first.uuid FROM briefings AS own
JOIN copies ON copies.version_id = own.version_id
JOIN (
    SELECT copies.origin_id AS origin, min(briefings.id) AS id, briefings.uuid AS uuid FROM copies
    JOIN versions ON versions.id = copies.version_id
    JOIN briefings ON briefings.id = versions.briefing_id AND briefings.version_id = versions.id
    WHERE briefings.removed IS NULL AND copies.origin_id IN (
        SELECT copies.origin_id FROM copies JOIN briefings USING (version_id)
        WHERE briefings.id IN (SELECT value FROM json_each(?1))
    ) GROUP BY copies.origin_id
) AS first ON first.origin = copies.origin_id
WHERE own.id IN (SELECT value FROM json_each(?1)) AND own.id <> first.id
"""


def note(connection: Connection, briefing_id: int, version_id: int, found: "Runs") -> None:
    """Compare a version with what shares landmarks with it, and keep its own.

    Landmarks belong to the briefing that had them first, so that neither a much copied text nor a footer that
    thousands of letters bear makes this slower.
    """
    from reeread.text.origins import copies as are_copies

    least = _SHARE * len(found.landmarks), _SHARE / _APART
    asked = json.dumps(found.probes), briefing_id, *least, _CANDIDATES
    likely = connection.execute(_SHARING, asked).fetchall()
    likely += connection.execute(_ALIKE_BEFORE, (briefing_id, _CANDIDATES)).fetchall()
    if likely:
        own = found.shingles
        for (other,) in dict.fromkeys(likely):
            if are_copies(own, _shingles(connection, other)):
                _join(connection, version_id, other)
                break  # whatever else it is a copy of is one of that
    connection.executemany(
        "INSERT OR IGNORE INTO landmarks (hash, briefing_id) VALUES (?, ?)",
        ((one, briefing_id) for one in found.landmarks),
    )


def catch_up(connection: Connection, most: int) -> None:
    """Compare versions that came in before copies were looked for, so many at a time."""
    from reeread.text.origins import runs

    waiting = connection.execute(
        "SELECT version_id, versions.briefing_id FROM uncompared JOIN versions ON versions.id = version_id"
        " ORDER BY version_id LIMIT ?",
        (most,),
    ).fetchall()
    for version_id, briefing_id in waiting:
        text = bodies.read(connection, version_id)
        note(connection, briefing_id, version_id, runs(text.body, text.blocks))
        connection.execute("DELETE FROM uncompared WHERE version_id = ?", (version_id,))


def firsts(connection: Connection, row_ids: Sequence[int]) -> dict[int, str]:
    """Return for each of these listed briefings that is a copy of an earlier listed one the id of the first of them."""
    return dict(connection.execute(_FIRSTS, (json.dumps(row_ids),)).fetchall())


def _join(connection: Connection, *versions: int) -> None:
    """Let versions, with all that are copies of them, be copies of one text."""
    places = ", ".join("?" * len(versions))
    known = dict(
        connection.execute(
            f"SELECT version_id, origin_id FROM copies WHERE version_id IN ({places})", versions
        ).fetchall()
    )
    origins = {known.get(one, one) for one in versions}
    first = min(origins)
    for origin in origins - {first}:
        connection.execute("UPDATE copies SET origin_id = ? WHERE origin_id = ?", (first, origin))
    connection.executemany(
        "INSERT OR IGNORE INTO copies (version_id, origin_id) VALUES (?, ?)",
        ((one, first) for one in versions),
    )


def _shingles(connection: Connection, version_id: int) -> frozenset[int]:
    from reeread.text.origins import shingles

    text = bodies.read(connection, version_id)
    return shingles(text.body, text.blocks)
