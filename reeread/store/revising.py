"""What becomes of annotations and decisions when their source comes in changed."""

from collections import defaultdict
from typing import TYPE_CHECKING

from reeread.model.annotation import Anchor, AnchorState
from reeread.model.span import Span
from reeread.store import annotations, bodies, highlights, numbers
from reeread.store.deed import Deed, State

if TYPE_CHECKING:  # a first paint finds nothing again
    from reeread.text.anchoring import Finder, Found

_LESS_SURE = (AnchorState.ANCHORED, AnchorState.MOVED, AnchorState.REVIEW)
"""States in which a passage stands, the surest first."""


def carry_over(deed: Deed, briefing: str, previous: int, number: int, body: str) -> None:
    """Move what stands on a briefing's earlier versions to a new one, as far as it is found there.

    One that nobody has accepted or put right since it moved stays at least as unsure as it was. One that is not
    found is an orphan: it stays with the version that it was made on.
    """
    finders = _Finders(deed, briefing, body)
    for version, open_ in _open(deed, briefing, number).items():
        found = finders.found(version, [state for _, state in open_])
        for (uuid, state), one in zip(open_, found, strict=True):
            where = one.span
            if where is None or annotations.at(deed.connection, briefing, where, state["author"]) is not None:
                deed.change("annotation", annotations, uuid, {"state": AnchorState.ORPHAN.value})
                continue
            sure = _settled(state, one, where.within(body))
            place = {"version": number, **_anchor(body, where), "state": sure.value}
            deed.change("annotation", annotations, uuid, place)
    _decisions(deed, briefing, previous, number, finders)


class _Finders:
    """Finds what stands on any version of a briefing in its new body, each version compared once."""

    def __init__(self, deed: Deed, briefing: str, body: str) -> None:
        self._deed, self._briefing = deed, briefing
        self._finders: dict[int, Finder] = {}
        self.body = body

    def old(self, version: int) -> str:
        """Return the body of a version."""
        _, version_id = numbers.row_id(self._deed.connection, self._briefing, version)
        return bodies.read(self._deed.connection, version_id).body

    def found(self, version: int, states: list[State]) -> "list[Found]":
        """Return where what stands on a version stands now."""
        from reeread.text.anchoring import Finder, found_together

        if version not in self._finders:
            self._finders[version] = Finder(self.body, self.old(version))
        names = ("start", "end", "exact", "prefix", "suffix")
        return found_together(
            self._finders[version], [Anchor(*(state[name] for name in names)) for state in states]
        )


def _open(deed: Deed, briefing: str, number: int) -> dict[int, list[tuple[str, State]]]:
    """Return the annotations of a briefing that do not stand on a version, by the version that they stand on."""
    rows = deed.connection.execute(
        "SELECT annotations.uuid FROM annotations JOIN briefings ON briefings.id = briefing_id"
        " WHERE briefings.uuid = ? ORDER BY start, annotations.id",
        (briefing,),
    ).fetchall()
    found: dict[int, list[tuple[str, State]]] = defaultdict(list)
    for (uuid,) in rows:
        state = annotations.state(deed.connection, uuid)
        if state and state["version"] != number:
            found[state["version"]].append((uuid, state))
    return dict(sorted(found.items(), reverse=True))


def _settled(state: State, found: "Found", text: str) -> AnchorState:
    """Return how sure a place is, given how sure the last one was."""
    was = AnchorState(state["state"])
    if was is AnchorState.ORPHAN:  # it was gone: what comes back is at least looked at
        same = found.state is not AnchorState.REVIEW and text == state["exact"]
        return AnchorState.MOVED if same else AnchorState.REVIEW
    return max(was, found.state, key=_LESS_SURE.index)


def _anchor(body: str, span: Span) -> State:
    from reeread.text.anchors import anchor

    return anchor(body, span)._asdict()


def _decisions(deed: Deed, briefing: str, previous: int, number: int, finders: _Finders) -> None:
    """Move decisions on sentences that are surely found and say the same to the letter: a decision is on words."""
    rows = deed.connection.execute(
        'SELECT decisions.uuid, start, "end" FROM decisions'
        " JOIN versions ON versions.id = decisions.version_id JOIN briefings ON briefings.id = versions.briefing_id"
        " WHERE briefings.uuid = ? AND versions.number = ? ORDER BY start, decisions.id",
        (briefing, previous),
    ).fetchall()
    old = finders.old(previous) if rows else ""
    spans = [Span(start, end) for _, start, end in rows]
    found = finders.found(previous, [_anchor(old, span) for span in spans]) if rows else []
    for (uuid, _, _), span, one in zip(rows, spans, found, strict=True):
        if (
            one.span
            and one.state is not AnchorState.REVIEW
            and one.span.within(finders.body) == span.within(old)
        ):
            place = {"version": number, "start": one.span.start, "end": one.span.end}
            deed.change("highlight", highlights, uuid, place)
