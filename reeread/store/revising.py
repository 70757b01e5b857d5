"""What becomes of annotations and decisions when their source comes in changed."""

from collections.abc import Iterable

from reeread.model.annotation import Anchor, AnchorState
from reeread.model.span import Span
from reeread.store import annotations, bodies, highlights
from reeread.store.deed import Deed, State

CONTEXT = 32
"""Code points of context that an anchor keeps on either side."""


def carry_over(deed: Deed, briefing: str, previous: int, number: int, body: str) -> None:
    """Move what stands on a briefing's earlier versions to a new one, as far as its quotes stand there.

    A quote between its old contexts is where it was, or moved, if there is one such place. A quote that
    stands somewhere else only, or in several such places, is for review at the nearest. One that is not
    there to the letter is an orphan: it stays with the version that it was made on.
    """
    from reeread.text import anchors

    for uuid, state in _open(deed, briefing, number):
        where, found = anchors.found_again(body, _anchor(state))
        if where is not None and _taken(deed, briefing, where, state["author"]):
            where, found = None, AnchorState.ORPHAN
        if where is None:
            deed.change("annotation", annotations, uuid, {"state": found.value})
            continue
        anchor = {
            "version": number,
            "start": where.start,
            "end": where.end,
            "prefix": body[max(0, where.start - CONTEXT) : where.start],
            "suffix": body[where.end : where.end + CONTEXT],
            "state": found.value,
        }
        deed.change("annotation", annotations, uuid, anchor)
    _decisions(deed, briefing, previous, number, body)


def _open(deed: Deed, briefing: str, number: int) -> Iterable[tuple[str, State]]:
    rows = deed.connection.execute(
        "SELECT annotations.uuid FROM annotations JOIN briefings ON briefings.id = briefing_id"
        " WHERE briefings.uuid = ? ORDER BY start, annotations.id",
        (briefing,),
    ).fetchall()
    for (uuid,) in rows:
        state = annotations.state(deed.connection, uuid)
        if state and state["version"] != number:
            yield uuid, state


def _anchor(state: State) -> Anchor:
    return Anchor(*(state[name] for name in ("start", "end", "exact", "prefix", "suffix")))


def _taken(deed: Deed, briefing: str, where: Span, author: str) -> bool:
    return annotations.at(deed.connection, briefing, where, author) is not None


def _decisions(deed: Deed, briefing: str, previous: int, number: int, body: str) -> None:
    """Move decisions on sentences that stand in the new version to the letter, once."""
    from reeread.text import anchors

    rows = deed.connection.execute(
        'SELECT decisions.uuid, start, "end", decisions.version_id FROM decisions'
        " JOIN versions ON versions.id = decisions.version_id JOIN briefings ON briefings.id = versions.briefing_id"
        " WHERE briefings.uuid = ? AND versions.number = ?",
        (briefing, previous),
    ).fetchall()
    old = bodies.read(deed.connection, rows[0][3]).body if rows else ""
    for uuid, start, end, _ in rows:
        places = anchors.occurrences(body, old[start:end])
        if len(places) == 1:
            place = {"version": number, "start": places[0].start, "end": places[0].end}
            deed.change("highlight", highlights, uuid, place)
