"""Finding all the passages of one body again, so that no two of them end at one place."""

from collections.abc import Iterator, Sequence

from reeread.model.annotation import Anchor, AnchorState
from reeread.model.span import Span
from reeread.text.anchoring.finder import Finder, Found


def found_together(finder: Finder, anchors: Sequence[Anchor]) -> list[Found]:
    """Return where each of some anchors of one body stands.

    Of two that stood apart and now would stand on each other the one that fits worse is for review, or an
    orphan where both would stand on the very same characters.
    """
    found = [finder.find(one) for one in anchors]
    for one, other in list(_clashes(found)):
        better, worse = sorted((one, other), key=lambda place: -found[place].score)
        first, second = found[better].span, found[worse].span
        if anchors[one].span == anchors[other].span or first is None or second is None:
            continue
        if first == second:
            found[worse] = Found(None, AnchorState.ORPHAN, found[worse].score)
        elif not anchors[one].span.overlaps(anchors[other].span) and _shared(first, second):
            found[worse] = found[worse]._replace(state=AnchorState.REVIEW)
    return found


def _clashes(found: Sequence[Found]) -> Iterator[tuple[int, int]]:
    """Yield the places of any two that overlap, the earlier one first."""
    standing = [(one.span, place) for place, one in enumerate(found) if one.span is not None]
    standing.sort()
    for at, (span, place) in enumerate(standing):
        for other, another in standing[at + 1 :]:
            if other.start >= span.end:
                break
            yield place, another


def _shared(one: Span, other: Span) -> bool:
    """Return whether two spans share half of the shorter one."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return 2 * shared >= min(len(one), len(other))
