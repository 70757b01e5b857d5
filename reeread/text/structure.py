"""What a text says of itself: its title, who wrote it, when."""

import re
from collections.abc import Sequence
from datetime import date

from reeread.model.body import Block, BlockKind, Meta
from reeread.text.patterns import patterns
from reeread.text.sentences import sentences

_LONGEST_TITLE = 90
_SPACES = re.compile(r"\s+")
_TITLE_MARKS = re.compile(r"^#{1,6}\s+|^(?:\*\*|__)|(?:\*\*|__|\s#+)$")
_ITEM_MARK = re.compile(r"^(?:[•‣◦▪●○∙■□►➤→✓✔⁃*·–—>-]|\(?\d{1,3}[.)])\s+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATES = (
    re.compile(r"\b(?P<year>\d{4})[-/](?P<month>\d{1,2})[-/](?P<day>\d{1,2})\b"),
    re.compile(
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)? (?P<name>[a-z]{3})[a-z]*\.?,? (?P<year>\d{4})\b", re.IGNORECASE
    ),
    re.compile(
        r"\b(?P<name>[a-z]{3})[a-z]*\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})\b", re.IGNORECASE
    ),
    re.compile(r"(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"),
    re.compile(r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b"),
)
"""Dates that can be read one way only: 03/04/2025 is not among them."""


def meta(body: str, blocks: Sequence[Block]) -> Meta:
    """Return the title, found or derived from the first sentence, the byline and the date of publication."""
    title = _title(body, blocks)
    return Meta(
        title=title or derived_title(body, blocks),
        title_derived=not title,
        byline=_byline(body, blocks),
        published=_published(body, blocks),
    )


def derived_title(body: str, blocks: Sequence[Block]) -> str:
    """Return a title made of the first sentence, else of the first words; cut with an ellipsis when long."""
    prose = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)
    first = next((block for block in blocks if block.kind in prose), blocks[0] if blocks else None)
    if first is None:
        return ""
    # A first block without end must not cost the time of all its sentences.
    head = Block(first.kind, first.start, min(first.end, first.start + 10 * _LONGEST_TITLE))
    spans = sentences(body, head)
    text = spans[0].within(body) if spans else body[head.start : head.end]
    return _cut(_ITEM_MARK.sub("", _SPACES.sub(" ", text).strip()))


def iso_date(text: str) -> str:
    """Return the first date of the text that can be read one way only, as YYYY-MM-DD, or ""."""
    for pattern in _DATES:
        if match := pattern.search(text):
            groups = match.groupdict()
            name = (groups.get("name") or "").casefold()
            if name and name not in _MONTHS:
                continue
            month = _MONTHS.index(name) + 1 if name else int(groups["month"])
            try:
                return date(int(groups["year"]), month, int(groups["day"])).isoformat()
            except ValueError:
                continue
    return ""


def _title(body: str, blocks: Sequence[Block]) -> str:
    found = next((block for block in blocks if block.kind is BlockKind.TITLE), None)
    if found is None:
        return ""
    return _TITLE_MARKS.sub("", _SPACES.sub(" ", body[found.start : found.end]).strip()).strip()


def _byline(body: str, blocks: Sequence[Block]) -> str:
    """Return the first byline without its "By"; one below a quotation is the quotation's."""
    for block in blocks:
        text = _SPACES.sub(" ", body[block.start : block.end])
        if block.kind is BlockKind.BYLINE and text[0] not in "—–-":
            lead = patterns().lead.match(text)
            return text[lead.end() if lead else 0 :].strip(" :：")
    return ""


def _published(body: str, blocks: Sequence[Block]) -> str:
    lines = (body[block.start : block.end] for block in blocks if block.kind is BlockKind.DATELINE)
    return next(filter(None, map(iso_date, lines)), "")


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_TITLE:
        return text
    return text[:_LONGEST_TITLE].rsplit(" ", 1)[0].rstrip(" ,;:—–-") + "…"
