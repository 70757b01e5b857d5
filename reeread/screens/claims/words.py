"""What the board of claims says in words: of the cell under the cursor, and of what was decided."""

from collections.abc import Mapping

from reeread.model.claim import Claim
from reeread.model.ruling import Ruling, Standing
from reeread.screens.reading.words import contrast_words, number
from reeread.screens.stops import Stop
from reeread.text.display import line


def cell_words(claim: Claim, source: str, titles: Mapping[str, str]) -> str:
    """Return what a briefing says of a claim, and how that fits with the others."""
    own = next((one for one in claim.passages if one.source == source), None)
    if own is None:
        said = "no longer stands there" if any(one.source == source for one in claim.lost) else "says nothing"
        return f"{line(titles.get(source, ''))}: {said} · {claim.verdict}"
    if len(claim.sources) < 2:
        return f"“{line(own.value)}”"
    return f"“{line(own.value)}” {contrast_words(Stop(own.span, claim), source, titles)}"


def ruling_words(claim: Claim) -> str:
    """Return what a person decided on a claim, e.g. "retracted since 2026-03-04 by ana: The ministry …"."""
    ruling = claim.ruling
    if ruling is None:
        return ""
    parts = [_decided(ruling)]
    if ruling.joined:
        parts.append(f"{number(ruling.joined, 'passage')} found since")
    if claim.unsure:
        parts.append("for review: a briefing changed")
    return " · ".join(parts)


def _decided(ruling: Ruling) -> str:
    by = f"by {line(ruling.author)} on {ruling.made[:10]}"
    match ruling.standing:
        case Standing.OPEN:
            return f"put together {by}"
        case Standing.RETRACTED:
            return f"retracted since {ruling.date} {by}: {line(ruling.reason)}"
    return f"{ruling.standing} {by}"
