"""What a figure is to its sentence: a level, a change, what was before."""

import re

from reeread.extract.claims.bounds import without_bound
from reeread.extract.claims.measure import Measure

_PRIOR = re.compile(
    r"\b(?:from|compared (?:with|to)|against|up from|down from|after|versus|instead of|rather than|previously|was"
    r"|(?<!more )(?<!less )(?<!fewer )(?<!greater )(?<!higher )(?<!lower )(?<!other )than)$",
    re.IGNORECASE,
)
_THAN_THE = re.compile(
    r"\b(?:more|less|fewer|higher|lower|greater|smaller) than (?:the|its|their|a)\s+$|\b(?:above|below|over|under) the\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom$", re.IGNORECASE)
_BY = re.compile(r"\bby$", re.IGNORECASE)
_MOVE = re.compile(
    r"\b(?:rose|fell|fallen|risen|dropped|climbed|gained|lost|shed|jumped|grew|grown|declined|slid|rise|fall|increase[ds]?|slipped"
    r"|tumbled|surged|soared|sank|plunged|up|down|added|cut|raised|advanced|weakened|strengthened|dipped|eased|growth of"
    r"|increase of|decrease of|drop of|decline of|a rise of|a fall of|expanded|contracted|shrank)$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"(?:^|[^,\s]\s+)after$", re.IGNORECASE)
"""After 23 rounds something is agreed; 12 dead, after 9 a day before, are told by a comma."""
_WARMING = re.compile(r"\s+(?:of (?:global )?warming|warmer|hotter|colder|cooler|above|below)\b")
_COMPARED = re.compile(
    r"(?:-?\w+)?\s+(?:under|below|above|higher|lower|more than|less than|fewer|down|up|slower|faster|cheaper|dearer|better|worse|ahead"
    r"|increase|decrease|rise|fall|drop|decline|jump|gain|cut|growth|reduction)\b"
)


def role(text: str, measure: Measure) -> str:
    """Return what a figure is to its sentence: see `Measure.role`."""
    before = without_bound(text[: measure.start])
    following = text[measure.end :]
    if _THAN_THE.search(text[max(0, measure.start - 24) : measure.start]):
        return "prior"
    if _FROM.search(before) and measure.dimension not in ("duration", "length"):
        return "prior"
    if (
        measure.dimension in ("share", "money", "points", "count")
        and _PRIOR.search(before)
        and not before.endswith("was")
        and not (measure.dimension == "count" and _AFTER.search(before))
    ):
        return "prior"
    if _BY.search(before) and measure.dimension != "duration":
        return "change"
    if measure.dimension == "temperature" and _WARMING.match(following):
        return "change"
    if measure.dimension in ("share", "points") and (_MOVE.search(before) or _COMPARED.match(following)):
        return "change"
    if re.match(r"\s+short\b", following):
        return "short"
    return "level"
