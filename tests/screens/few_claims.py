"""Claims of a few quotations of the seeds, so that tests of screens do not hang on the rules of the real ones."""

import re
from collections.abc import Sequence

from reeread.extract.claims import Compared, Document, Tell
from reeread.extract.claims.statement import Deed, Names, Statements
from reeread.library import claiming
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.verdict import Verdict

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


def read(document: Document, number: int = 0) -> Statements:
    """Return a briefing of which nothing was read but all of it, as if it were one deed."""
    body, none = document.body, frozenset[str]()
    whole = Deed(
        number, document.source, 0, 0, len(body), body, none, "", none, none, none, none, none, place=-1
    )
    return Statements(document.source, (), (whole,), {}, Names(none, none))


def compared(readings: Sequence[Statements], *, tell: Tell | None = None) -> Compared:
    """Return what came of a comparison that hears at each briefing whether to go on."""
    read = 0
    while read < len(readings) and (tell is None or tell(read, len(readings))):
        read += 1
    return Compared(claims(readings[:read]), read, read == len(readings))


def claims(readings: Sequence[Statements]) -> tuple[Claim, ...]:
    """Return the claims among briefings: those of which two or more have a quotation."""
    found = []
    for label, verdict, quotes in QUOTES:
        every = [quote for some in quotes.values() for quote in some]
        passages = tuple(
            passage
            for reading in readings
            for quote in every
            if (passage := _passage(reading.source, reading.deeds[0].text, *quote)) is not None
        )
        claim = Claim(label, verdict, len({one.source for one in passages}), passages)
        if len(claim.sources) > 1:
            found.append(claim)
    return tuple(found)


so_far = claiming.so_far
"""Claims as they come; tests of screens that want them put it in its place again."""


def _passage(
    source: str, body: str, quote: str, value: str, low: float | None, high: float | None
) -> ClaimPassage | None:
    found = re.search(r"\s+".join(map(re.escape, quote.split())), body)
    return ClaimPassage(source, *found.span(), found[0], value, low, high, "%") if found else None
