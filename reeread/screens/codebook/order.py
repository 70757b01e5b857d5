"""Moving a tag among those beside it, with all that stand below it."""

from collections.abc import Sequence

from reeread.screens.dialogs.tag_tree import Twig


def moved(twigs: Sequence[Twig], index: int, by: int) -> tuple[str, ...] | None:
    """Return the names in their new order after a tag goes up (-1) or down (1) past the next beside it.

    None where there is none beside it in that direction.
    """
    end = _end(twigs, index)
    if by > 0:
        if end == len(twigs) or twigs[end].depth < twigs[index].depth:
            return None
        start, middle, stop = index, end, _end(twigs, end)
    else:
        before = index - 1
        while before >= 0 and twigs[before].depth > twigs[index].depth:
            before -= 1
        if before < 0 or twigs[before].depth < twigs[index].depth:
            return None
        start, middle, stop = before, index, end
    order = [*twigs[:start], *twigs[middle:stop], *twigs[start:middle], *twigs[stop:]]
    return tuple(twig.tag.name for twig in order)


def _end(twigs: Sequence[Twig], index: int) -> int:
    """Return where the tags below one end."""
    end = index + 1
    while end < len(twigs) and twigs[end].depth > twigs[index].depth:
        end += 1
    return end
