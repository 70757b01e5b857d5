"""The lines of a PDF: their text, where they stand on the page and how large they are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from ctypes import create_string_buffer
from dataclasses import dataclass, replace
from typing import Any

_MARGIN, _OUTERMOST = 0.12, 0.22
"""Running heads and page numbers stand in this share of the page, at the top and at the bottom; those that nothing
stands above or below, in the larger one."""
_OFTEN = 0.3
_NUMBER = re.compile(
    r"[\s|·•–—-]*(?:(?:page|seite|p\.|s\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/|von|de)\s*\d{1,4})?[\s|·•–—-]*",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|-bd\b|,b\b", re.IGNORECASE)
_BROKEN = "\ufffe"
"""What pdfium writes where a word is broken at the end of a line."""
_HEAVY = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text on a page, in points from the lower left corner."""

    text: str
    page: int
    left: float
    right: float
    bottom: float
    size: float
    """The height of its characters, whatever letters they are."""
    bold: bool
    broken: bool = False
    """Whether its last word goes on in the next line."""
    margin: bool = False
    """Whether it stands at the very top or bottom of the page."""


def lines(document: Any) -> Iterator[Line]:
    """Yield the lines of all pages in the order in which they were written, which is mostly that of reading."""
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        try:
            yield from _with_margins(list(_of_page(text, number)), page.get_height())
        finally:
            text.close()
            page.close()


def furniture(found: Sequence[Line], pages: int) -> list[bool]:
    """Return for each line whether it is a page number, or stands at the edge of many pages, digits aside."""
    seen: dict[str, set[int]] = {}
    for line in found:
        if line.margin:
            seen.setdefault(_same(line), set()).add(line.page)
    least = max(2, _OFTEN * pages)
    again = {text for text, on in seen.items() if len(on) >= least}
    return [
        line.margin and (_same(line) in again or _NUMBER.fullmatch(line.text) is not None) for line in found
    ]


def usual_size(found: Sequence[Line]) -> float:
    """Return the size that most characters have."""
    counts: Counter[float] = Counter()
    for line in found:
        counts[round(line.size, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _same(line: Line) -> str:
    return _DIGITS.sub("#", line.text).casefold()


def _with_margins(found: Sequence[Line], height: float) -> Iterator[Line]:
    """Yield the lines of a page, those at its top and bottom marked."""
    top = max((line.bottom for line in found), default=0.0)
    bottom = min((line.bottom for line in found), default=0.0)
    for line in found:
        outermost = line.bottom - bottom < line.size / 2 or top - line.bottom < line.size / 2
        share = (_OUTERMOST if outermost else _MARGIN) * height
        middle = line.bottom + line.size / 2
        yield replace(line, margin=not share < middle < height - share)


def _of_page(page: Any, number: int) -> Iterator[Line]:
    text = _characters(page)
    start = 0
    for match in re.finditer(f"[\r\n{_BROKEN}]+|\\Z", text):
        piece = text[start : match.start()]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip()) - 1
        broken = _BROKEN in match[0]
        start = match.end()
        if first > last:
            continue
        left, bottom, _, top = page.get_charbox(first, loose=True)
        right = page.get_charbox(last, loose=True)[2]
        yield Line(
            text=_whole(text[first : last + 1]),
            page=number,
            left=left,
            right=max(left, right),
            bottom=bottom,
            size=abs(top - bottom),
            bold=_bold(page, first) and _bold(page, last),
            broken=broken,
        )


def _characters(page: Any) -> str:
    """Return the characters of a page, each in the place that its number says."""
    import pypdfium2.raw as raw

    count = page.count_chars()
    text = str(page.get_text_range()) if count else ""
    if len(text) == count:
        return text
    return "".join(chr(raw.FPDFText_GetUnicode(page, at)) for at in range(count))


def _whole(text: str) -> str:
    """Return the text with pairs of surrogates joined and NULs gone."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "")


def _bold(page: Any, at: int) -> bool:
    import pypdfium2.raw as raw

    if raw.FPDFText_GetFontWeight(page, at) >= _HEAVY:
        return True
    name = create_string_buffer(200)
    size = raw.FPDFText_GetFontInfo(page, at, name, 200, None)
    return 0 < size <= 200 and _BOLD.search(name.value.decode("utf-8", "replace")) is not None
