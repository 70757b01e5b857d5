"""Which columns of the gutter belong to which annotation, so that those that overlap stand side by side."""

from collections.abc import Iterable
from heapq import heappop, heappush
from itertools import count

from reeread.model.annotation import Annotation


def lanes(annotations: Iterable[Annotation], room: int) -> dict[str, int]:
    """Return for each annotation, by its id, the first of its columns, counted from the text to the left.

    An annotation takes a column for each of its tags, at most the room; annotations that share text share no
    column. Columns beyond the room are counted on. The annotations come in the order of their starts.
    """
    found: dict[str, int] = {}
    taken: set[int] = set()
    open_ones: list[tuple[int, int, range]] = []
    order = count()
    for annotation in annotations:
        while open_ones and open_ones[0][0] <= annotation.span.start:
            taken.difference_update(heappop(open_ones)[2])
        size = min(len(annotation.tags), room)
        if not size:
            continue
        first = next(at for at in count() if taken.isdisjoint(range(at, at + size)))
        own = range(first, first + size)
        taken.update(own)
        heappush(open_ones, (annotation.span.end, next(order), own))
        found[annotation.id] = first
    return found
