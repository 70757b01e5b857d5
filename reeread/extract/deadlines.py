"""When something is to be done: the dates of a sentence that set a limit, and the last day that they leave."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reeread.extract.dates import dates
from reeread.model.extraction import Figure

_EPOCH = date(1970, 1, 1)
_FIRM = re.compile(
    r"(?:by|before|until|till|within|in less than|(?:no|not) later than|ahead of|prior to)\b", re.I
)
_AFTER = re.compile(
    r"(?:after|since|from|as of|starting|beginning|following|later than|no earlier than|not before)\b", re.I
)
_BESIDE = re.compile(r"\b(?:in|on|over|during)(?: the)? $", re.I)


@dataclass(frozen=True, slots=True)
class Limit:
    """A stretch of a sentence that says until when; offsets are code points of the sentence."""

    start: int
    end: int
    firm: bool
    """Whether its words set a limit ("by May"), rather than say when it is to happen ("in May")."""
    day: date | None
    """The last day in time; None where that takes the day of the article, and it is not known."""


def limits(text: str, published: date | None) -> list[Limit]:
    """Return what sets a limit or says when, in the order of the text; what says only since when does not.

    Args:
        text: A sentence.
        published: The day on which it was written; None if that is not known, and then "next year" has no day.
    """
    return [_limit(text, one) for one in dates(text, published) if not _AFTER.match(one.text)]


def _limit(text: str, found: Figure) -> Limit:
    firm = bool(_FIRM.match(found.text))
    beside = None if firm else _BESIDE.search(text, max(0, found.start - 12), found.start)
    day = _EPOCH + timedelta(days=int(found.high)) if found.high is not None else None
    return Limit(beside.start() if beside else found.start, found.end, firm, day)
