"""Annotations whose passage moved, is unsure or was not found: seeing them, and settling where they stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reeread.library.editing import Changed, find
from reeread.library.library import Library
from reeread.library.reading import version_body
from reeread.library.tagging import annotations
from reeread.model.annotation import Anchor, AnchorState, Annotation
from reeread.model.drift import UNSETTLED, Drift, Excerpt
from reeread.model.errors import NotFound, UsageError
from reeread.model.span import Span
from reeread.store import annotations as rows
from reeread.store import briefings as rows_of_briefings
from reeread.store import drifting, numbers
from reeread.store.deed import Deed, State

AROUND = 400
"""Characters on either side of a passage that are shown with it."""


def drifts(
    lib: Library, briefings: Sequence[str] = (), states: Sequence[AnchorState] = UNSETTLED
) -> tuple[Drift, ...]:
    """Return the annotations that moved, are for review or orphans, everybody's, in the order of the text.

    Args:
        lib: The library.
        briefings: Only those on the briefings of these ids.
        states: Only those in one of these states.
    """
    by_briefing: dict[str, list[Annotation]] = defaultdict(list)
    for one in annotations(lib, briefings=briefings, states=states):
        by_briefing[one.briefing].append(one)
    found: list[Drift] = []
    for briefing, marks in by_briefing.items():
        with lib.store.reading() as connection:
            title = rows_of_briefings.one(connection, briefing).title
            shown = numbers.shown(connection, briefing)
            was = drifting.settled(connection, briefing, [one.id for one in marks])
        found += (_drift(lib, one, title, shown, was.get(one.id)) for one in marks)
    return tuple(found)


def counted(lib: Library, briefing: str) -> Mapping[AnchorState, int]:
    """Return how many annotations of a briefing moved, are for review, or orphans; a state of none is left out."""
    with lib.store.reading() as connection:
        return drifting.counted(connection, briefing)


def places(lib: Library, id: str) -> tuple[Span, ...]:
    """Return where in the text that is shown an annotation may stand, the best place first.

    Raises:
        NotFound: The library holds no such annotation.
    """
    from reeread.text.anchoring import Finder

    one = find(lib, id)
    with lib.store.reading() as connection:
        shown = numbers.shown(connection, one.briefing)
        state = drifting.settled(connection, one.briefing, [id]).get(id)
    old = version_body(lib, one.briefing, state["version"]) if state else None
    anchor = _anchor(state) if state else one.anchor
    finder = Finder(version_body(lib, one.briefing, shown), old)
    return tuple(place.span for place in finder.places(anchor))


def accept(lib: Library, ids: Iterable[str]) -> Changed:
    """Let one's own annotations stand where they were found, beyond doubt: one deed. An orphan stays one.

    Raises:
        NotFound: The library holds no such annotation.
    """
    with lib.store.deed("accept anchor", lib.author) as deed:
        own, foreign = _own(lib, deed, ids)
        changed = 0
        for one in own:
            if one.state in (AnchorState.MOVED, AnchorState.REVIEW):
                changed += deed.change("annotation", rows, one.id, {"state": AnchorState.ANCHORED.value})
        return Changed(changed, len(own) - changed, foreign)


def detach(lib: Library, ids: Iterable[str]) -> Changed:
    """Take one's own annotations off where they were found: orphans, with the text that they were made on.

    Raises:
        NotFound: The library holds no such annotation.
        UsageError: One is beyond doubt.
    """
    with lib.store.deed("detach", lib.author) as deed:
        own, foreign = _own(lib, deed, ids)
        changed, settled = 0, dict[str, State]()
        for briefing in {one.briefing for one in own}:
            ids = [one.id for one in own if one.briefing == briefing]
            settled |= drifting.settled(deed.connection, briefing, ids)
        for one in own:
            if one.state is AnchorState.ANCHORED:
                raise UsageError(
                    f"“{one.anchor.exact[:60]}” stands beyond doubt.",
                    next_step="`reeread untag` takes its tags off.",
                )
            was = settled.get(one.id)
            place = {**_anchor(was)._asdict(), "version": was["version"]} if was else {}
            changed += deed.change("annotation", rows, one.id, {**place, "state": AnchorState.ORPHAN.value})
        return Changed(changed, len(own) - changed, foreign)


def _own(lib: Library, deed: Deed, ids: Iterable[str]) -> tuple[list[Annotation], int]:
    """Return the author's annotations among these, and how many are somebody else's."""
    found = [rows.one(deed.connection, id) for id in dict.fromkeys(ids)]
    if None in found:
        raise NotFound("One of these annotations is gone.", next_step="`reeread anchors` lists them.")
    own = [one for one in found if one is not None and one.author == lib.author]
    return own, len(found) - len(own)


def _drift(lib: Library, one: Annotation, title: str, shown: int, was: State | None) -> Drift:
    from reeread.text.anchoring import reworded

    now = before = None
    if one.state is not AnchorState.ORPHAN:
        now = _excerpt(lib, one.briefing, shown, one.span)
    if was is not None:
        before = _excerpt(lib, one.briefing, was["version"], Span(was["start"], was["end"]))
    if now and before and now.text != before.text:
        gone, come = reworded(before.text, now.text)
        before, now = before._replace(other=gone), now._replace(other=come)
    return Drift(one, title, before, now)


def _excerpt(lib: Library, briefing: str, version: int, span: Span) -> Excerpt:
    body = version_body(lib, briefing, version)
    before, after = body[max(0, span.start - AROUND) : span.start], body[span.end : span.end + AROUND]
    return Excerpt(version, span, before, span.within(body), after)


def excerpt(lib: Library, briefing: str, span: Span) -> Excerpt:
    """Return a passage of the text that a briefing shows, with what stands around it.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.reading() as connection:
        shown = numbers.shown(connection, briefing)
    return _excerpt(lib, briefing, shown, span)


def _anchor(state: State) -> Anchor:
    return Anchor(*(state[name] for name in ("start", "end", "exact", "prefix", "suffix")))
