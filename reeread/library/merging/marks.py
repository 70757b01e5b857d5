"""The annotations of a file: found by their quotes, new, changed, or the same as here."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from reeread.library.merging.coming import Coming, Place, borne_by, found
from reeread.library.tagging import fields
from reeread.model.annotation import Anchor, AnchorState
from reeread.model.arrival import Mark, Row
from reeread.model.body import BlockKind
from reeread.model.span import Span
from reeread.store import annotations as rows
from reeread.store import bodies, numbers
from reeread.text.anchors import anchor

SEAM = "\n\n⁂\n\n"
"""What stands between two notes of one person on one passage, written in two places."""

_COMPARED = ("tags", "note", "grade", "outcome", "shown", "modified")
_WHOLE = "it is about the whole briefing: kept at its title"


def bring(coming: Coming) -> Iterator[Row]:
    """Bring in the annotations, and say of each what became of it."""
    for mark in coming.bundle.marks:
        place = coming.places.get(mark.text)
        named = mark.exact or mark.note or mark.id
        if place is None:
            yield Row("annotation", named, "refused", f"its briefing is not in the library: {mark.text}")
        else:
            yield Row("annotation", named, *_brought(coming, mark, place))


def _brought(coming: Coming, mark: Mark, place: Place) -> tuple[str, str]:
    deed = coming.deed
    present = rows.state(deed.connection, mark.id)
    author = mark.author or coming.lib.author
    if present is not None and present["author"] != author:
        return "refused", f"another annotation, by {present['author']}, has its id"
    fresh = _said(coming, mark)
    if present is not None:
        if present["briefing"] != place.briefing:
            return "refused", "an annotation of another briefing has its id"
        if _order(fresh) <= _order(present):
            return "unchanged", ""
        deed.change("annotation", rows, mark.id, {name: fresh[name] for name in _COMPARED})
        return "changed", "the file has it later"
    spot, state, why = _spot(coming, mark, place)
    here = {"briefing": place.briefing, "version": place.version, "author": author}
    fresh = {**here, **fields(spot), "state": state.value, **fresh}
    orphan = state is AnchorState.ORPHAN
    standing = None if orphan else rows.at(deed.connection, place.briefing, spot.span, author)
    if standing is not None:
        now = rows.state(deed.connection, standing.id) or fresh
        both = _together(now, fresh, coming.order)
        if mark.id < standing.id:  # of the two ids the elder stays, whichever came in first
            deed.change("annotation", rows, standing.id, None)
            deed.change("annotation", rows, mark.id, {**now, **both})
        elif not deed.change("annotation", rows, standing.id, both):
            return "unchanged", ""
        return "changed", "the same person marked the passage here"
    deed.change("annotation", rows, mark.id, fresh)
    return ("unsure", why) if orphan or state is AnchorState.REVIEW else ("new", why)


def _spot(coming: Coming, mark: Mark, place: Place) -> tuple[Anchor, AnchorState, str]:
    """Return where a mark stands, how sure that is, and why it is not."""
    body, start = place.body, mark.start or 0
    if not mark.exact:
        if mark.start is not None and mark.end is not None and mark.start < mark.end <= len(body):
            sure = AnchorState.ANCHORED if place.same else AnchorState.REVIEW
            return (
                anchor(body, Span(mark.start, mark.end)),
                sure,
                "" if place.same else "it has a place and no quote",
            )
        return anchor(body, _title(coming, place)), AnchorState.ANCHORED, _WHOLE
    said = Anchor(start, start + len(mark.exact), mark.exact, mark.prefix, mark.suffix)
    if place.same and mark.state is not AnchorState.ANCHORED:
        return said, mark.state, f"it was {mark.state} there"
    span, state = found(place, said, known=mark.start is not None and place.same)
    if span is None:
        return said, AnchorState.ORPHAN, "its quote is not in the briefing as it is here"
    why = "its quote stands here with other words around it" if state is AnchorState.REVIEW else ""
    return anchor(body, span), state, why


def _title(coming: Coming, place: Place) -> Span:
    """Return the stretch that stands for a whole briefing: its title, else its first block."""
    connection = coming.deed.connection
    _, version_id = numbers.row_id(connection, place.briefing, place.version)
    blocks = bodies.read(connection, version_id).blocks
    first = next((one for one in blocks if one.kind is BlockKind.TITLE), None) or next(iter(blocks), None)
    return first.span if first else Span(0, len(place.body))


def _said(coming: Coming, mark: Mark) -> dict[str, Any]:
    """Return what an annotation says, wherever it stands, as the log writes it."""
    created = mark.created or coming.deed.at
    borne = {coming.tags[tag] for tag in borne_by(mark)}
    shown = mark.more.get("shown")
    return {
        "note": mark.note,
        "created": created,
        "modified": mark.modified or created,
        "grade": mark.more.get("grade"),
        "outcome": mark.more.get("outcome"),
        "shown": json.dumps(shown, ensure_ascii=False) if shown else None,
        "tags": [id for id in coming.order if id in borne],
    }


def _order(state: dict[str, Any]) -> tuple[str, str]:
    """Return by what the later of two states of one annotation is told, whichever came in first."""
    return state["modified"], json.dumps([sorted(state["tags"]), *(state[name] for name in _COMPARED[1:-1])])


def _together(one: dict[str, Any], other: dict[str, Any], order: Sequence[str]) -> dict[str, Any]:
    """Return what an annotation is that was made twice: the tags of both, the notes of both, the later outcome.

    It does not matter which came first, nor how often.
    """
    notes = {part for state in (one, other) for part in state["note"].split(SEAM) if part}
    later = max(one, other, key=_order)
    grades = [state["grade"] for state in (one, other) if state["grade"]]
    return {
        "tags": [tag for tag in order if tag in one["tags"] or tag in other["tags"]],
        "note": SEAM.join(sorted(notes)),
        "grade": max(grades, default=None),
        "outcome": later["outcome"],
        "shown": later["shown"],
        "created": min(one["created"], other["created"]),
        "modified": max(one["modified"], other["modified"]),
    }
