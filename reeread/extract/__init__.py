"""From a body and its blocks to highlights: cues, tags, figures, speaker, likelihood, rank."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain

from reeread.extract.learned import METHOD as LEARNED
from reeread.model.body import Block
from reeread.model.extraction import BY_RULES, Highlight

METHOD = f"{BY_RULES} {LEARNED}"
"""What reads a body, each with its version; a suggestion names its own."""
PART = 1 << 18
"""Code points of a body that are read and ranked together: a long article is as many articles, one after another."""


def extract(
    body: str, blocks: Sequence[Block], *, learned: bool = True, published: str = ""
) -> tuple[Highlight, ...]:
    """Return one highlight for each sentence or heading in order, furniture omitted.

    All places are code points of the body. Text in a language without cue files is ranked and its figures are
    read, but it gets no tags. Without `learned` the rules speak alone. `published` is when the
    article appeared, an ISO date or date and time: "next month" is a known one only then.
    """
    return tuple(chain.from_iterable(parts(body, blocks, learned=learned, published=published)))


def suggests_tags(body: str) -> bool:
    """Return whether tags are suggested for a body, as far as it is long enough to tell its language."""
    from reeread.extract.language import foreign

    return not foreign(body)


def parts(
    body: str, blocks: Sequence[Block], *, learned: bool = True, published: str = ""
) -> Iterator[tuple[Highlight, ...]]:
    """Yield the highlights of one part of the body after another."""
    for number in range(len(body) // PART + 1):
        yield part(body, blocks, number, learned=learned, published=published)


def part(
    body: str,
    blocks: Sequence[Block],
    number: int,
    stop: Callable[[], bool] | None = None,
    *,
    learned: bool = True,
    published: str = "",
) -> tuple[Highlight, ...]:
    """Return the highlights of the blocks that begin in one part of the body, counted from 0.

    They are what `extract` finds there, without looking at the rest; nothing when `stop`, which is asked at
    every sentence, says so.
    """
    from reeread.extract.learned.weights import weights  # all of this loads only when something is extracted
    from reeread.extract.reading import highlights

    first = bisect_left(blocks, number * PART, key=_start)
    chosen = blocks[first : bisect_left(blocks, (number + 1) * PART, key=_start)]
    return highlights(body, chosen, stop, weights if learned else _nothing, _day(published))


def _nothing(language: str) -> None:
    """Return no second opinion."""


def _day(published: str) -> date | None:
    """Return the day of an ISO date or date and time, None where it names none."""
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def _start(block: Block) -> int:
    return block.start
