"""Claims of a few quotations of the seeds, so that tests of screens do not hang on the rules of the real ones."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from reeread.library import Library
from reeread.library.claiming import Shared
from reeread.library.reading import article, briefings
from reeread.model.claim import Claim, ClaimPassage, Verdict

PLEDGE, SHARE, COUNT = "the investment pledge", "China’s share", "rare earths counted"
QUOTES = (
    (PLEDGE, Verdict.AGREE, {
        0: (("its $550 billion (about 80 trillion won) U.S. investment package", "$550 billion", 550e9, 550e9),),
        2: (
            ("has committed approximately US $550 billion to invest in the United States", "US $550 billion", 550e9, 550e9),
            ("would channel around US $550 billion of investment", "around US $550 billion", 550e9, 550e9),
        ),
    }),
    (SHARE, Verdict.TENSION, {
        0: (("China controls 80%–90% of the global rare earth production and refining market.", "80%–90%", 80, 90),),
        2: (("China processed over 90 % of the world’s rare-earth oxides", "90 %", 90, None),),
        4: (("(90+% of global refining capacity)", "90+%", 90, None),),
    }),
    (COUNT, Verdict.AGREE, {
        0: (("Rare earth elements are 17 elements", "17", 17, 17),),
        2: (("a group of 17 elements", "17", 17, 17),),
    }),
)  # fmt: skip
"""Of each claim the label, the verdict, and for each seed its passages: quotation, value, bounds."""


def claims(lib: Library, chosen: Sequence[str]) -> tuple[Claim, ...]:
    """Return the claims among briefings."""
    ids = [one.id for one in briefings(lib)]
    found = []
    for label, verdict, quotes in QUOTES:
        passages = tuple(
            _passage(lib, ids[seed], *quote)
            for seed, some in quotes.items()
            if ids[seed] in chosen
            for quote in some
        )
        claim = Claim(label, verdict, len({one.source for one in passages}), passages)
        if len(claim.sources) > 1:
            found.append(claim)
    return tuple(found)


def so_far(lib: Library, stop: Callable[[], bool]) -> Iterator[tuple[Claim, ...]]:
    """Yield the claims of the library."""
    if not stop():
        yield claims(lib, [one.id for one in briefings(lib)])


def shared(lib: Library, briefing: str, others: Iterable[str]) -> Iterator[Shared]:
    """Yield how many claims each of the others shares with a briefing."""
    for other in others:
        verdicts = [claim.verdict for claim in claims(lib, (briefing, other))]
        yield Shared(other, *(verdicts.count(verdict) for verdict in Verdict))


def _passage(
    lib: Library, source: str, quote: str, value: str, low: float | None, high: float | None
) -> ClaimPassage:
    body = article(lib, source).body
    found = re.search(r"\s+".join(map(re.escape, quote.split())), body)
    assert found is not None, quote
    return ClaimPassage(source, *found.span(), found[0], value, low, high, "%")
