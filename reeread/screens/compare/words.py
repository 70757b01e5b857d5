"""What the lines around articles side by side say of the claims that they share."""

from collections.abc import Mapping, Sequence

from reeread.model.claim import Claim, ClaimPassage
from reeread.model.verdict import Verdict
from reeread.screens.reading.words import number, short
from reeread.screens.stops import Stop, own_passage
from reeread.text.display import line

_MOST = 2
"""Partners named in the status line."""
_TITLE = 36
"""Characters of a title that it has room for."""


def claim_words(claim: Claim) -> str:
    """Return how the sources of a claim stand to each other, e.g. "in tension · 2 sources against 1"."""
    sides = [len(side) for side in claim.sides]
    counted = " against ".join([number(sides[0], "source"), *map(str, sides[1:])])
    said = f"{counted} agree" if claim.verdict is Verdict.AGREE else f"in {claim.verdict} · {counted}"
    return f"{said} · independent origins {claim.origins}"


def shared_words(claims: Sequence[Claim]) -> str:
    """Return how many claims articles share and how many of them do not fit, e.g. "7 shared claims · 1 in tension"."""
    if not claims:
        return "No shared claims found"
    counted = [
        (sum(claim.verdict is verdict for claim in claims), verdict)
        for verdict in (Verdict.CONFLICT, Verdict.TENSION)
    ]
    return " · ".join(
        [
            number(len(claims), "shared claim"),
            *(f"{count} in {verdict}" for count, verdict in counted if count),
        ]
    )


def partner_words(stop: Stop, source: str, titles: Mapping[str, str]) -> str:
    """Return what a passage is to its partners, e.g. "“80%–90%” in tension with “90+%” (Alliance)".

    Args:
        stop: The passage.
        source: The id of its article.
        titles: Of the other articles, by id.
    """
    own = own_passage(stop, source)
    partners = [one for one in stop.claim.passages if one.source != source]
    named = list(dict.fromkeys(_named(one, titles) for one in partners))
    more = f" and {len(named) - _MOST} more" if len(named) > _MOST else ""
    said = "agrees with" if stop.claim.verdict is Verdict.AGREE else f"in {stop.claim.verdict} with"
    return f"“{line(own.value)}” {said} {', '.join(named[:_MOST])}{more}"


def _named(passage: ClaimPassage, titles: Mapping[str, str]) -> str:
    return f"“{line(passage.value)}” ({short(titles.get(passage.source, passage.source), _TITLE)})"
