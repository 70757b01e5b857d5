"""Which words of a passage are other ones than they were."""

import re
from difflib import SequenceMatcher

from reeread.model.span import Span

_WORD = re.compile(r"\w+|[^\w\s]")
_MOST = 400
"""Words of a passage; of a longer one it would take too long to tell."""


def reworded(old: str, new: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return the stretches of two texts that the other has not, whole words; none where they are long."""
    words, others = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    if max(len(words), len(others)) > _MOST:
        return (), ()
    matcher = SequenceMatcher(
        None, [one.group() for one in words], [one.group() for one in others], autojunk=False
    )
    gone, come = [], []
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind != "equal":
            gone += [Span(words[first].start(), words[last - 1].end())] if last > first else []
            come += [Span(others[start].start(), others[end - 1].end())] if end > start else []
    return tuple(gone), tuple(come)
