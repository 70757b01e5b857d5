"""Plain text cut into stretches: lines that belong together because they were one line before wrapping."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WIDE = re.compile(
    r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]"
)
_WORD = re.compile(r"\S{1,100}")
_ENDED = re.compile(r"[.!?:;…。！？：][\"'”’»)\]」』）*_]*\Z")
MARKER = re.compile(
    r"(?P<bullet>[•‣◦▪●○∙■□▸►➤→✓✔⁃*·–—-]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)]|\(?[ivx]{1,5}[.)])(?:[ \t\u00a0]|\Z)|[•‣▪●⁃・](?=\w)"
)
"""What a list item begins with."""
_START = re.compile(r"#{1,6} |>|```|~~~|\|")
"""What begins a line that never goes on from the one before."""
_NARROWEST, _WIDEST, _SAMPLE = 40, 110, 5_000
_SLACK = 2
_RAGGED = 0.6
"""Of a line shorter than this share of the width, wrapping was not the reason that it ended."""


@dataclass(slots=True)
class Stretch:
    """One or more lines that are one piece of text."""

    start: int
    end: int
    indent: int
    """Columns before the first line."""
    gap: int
    """Blank lines before it."""
    lines: int = 1
    marked: bool = False
    """Whether it begins with a list marker."""


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    indent: int
    gap: int
    columns: int
    """With the indent; wide characters count twice."""
    first: int
    """Columns of its first word: what would have had to fit on the line before."""
    marked: bool
    bare: bool
    """Whether it is a list marker and nothing else."""
    starts: bool
    lower: bool
    digit: bool
    ended: bool


def stretches(body: str) -> list[Stretch]:
    """Return the stretches of a text in order; text wrapped at a width is joined again."""
    width = _wrap_width(list(islice(_lines(body), _SAMPLE)))
    found: list[Stretch] = []
    before: _Line | None = None
    for line in _lines(body):
        if before is not None and line.gap == 0 and _goes_on(found[-1], before, line, width):
            found[-1].end = line.end
            found[-1].lines += 1
        else:
            found.append(Stretch(line.start, line.end, line.indent, line.gap, 1, line.marked))
        before = line
    return found


def _lines(body: str) -> Iterator[_Line]:
    """Yield the lines that are not blank."""
    previous = 0
    for match in _LINE.finditer(body):
        text = match[0].rstrip()
        bare = text.lstrip()
        start = match.start() + len(text) - len(bare)
        gap = body.count("\n", previous, match.start()) - 1 if previous else 0
        previous = match.end()
        head = bare[:120]
        word = _WORD.match(head)
        wide = _WIDE.match(head)
        marker = MARKER.match(head)
        columns = len(text) if text.isascii() or len(text) > 300 else len(text) + len(_WIDE.findall(text))
        yield _Line(
            start=start,
            end=match.start() + len(text),
            indent=len(text) - len(bare),
            gap=max(0, gap),
            columns=columns,
            first=2 if wide else len(word[0]) if word else 0,
            marked=marker is not None,
            bare=marker is not None and marker.end() == len(bare),
            starts=_START.match(head) is not None,
            lower=head[:1].islower(),
            digit=head[:1].isdigit(),
            ended=_ENDED.search(bare[-8:]) is not None,
        )


def _wrap_width(lines: Iterable[_Line]) -> int:
    """Return the width that the text was wrapped at, 0 if it was not."""
    inner = [
        (a, b)
        for a, b in pairwise(lines)
        if b.gap == 0 and not b.starts and not b.marked and max(a.columns, b.columns) <= _WIDEST
    ]
    if len(inner) < 2:
        return 0
    widths = sorted(a.columns for a, _ in inner)
    width = widths[-1 - len(widths) // 20]  # a few lines may stick out
    full = sum(_full(a, b, width) for a, b in inner)
    enough = full >= 3 or any(b.lower for _, b in inner)
    return width if width >= _NARROWEST and enough and full >= 0.6 * len(inner) else 0


def _full(line: _Line, following: _Line, width: int) -> bool:
    """Return whether the first word of the following line had no room on this one."""
    return width + 12 >= line.columns > width - 1 - _SLACK - following.first


def _goes_on(stretch: Stretch, before: _Line, line: _Line, width: int) -> bool:
    """Return whether the line continues the stretch whose last line is `before`."""
    if line.starts:
        return False
    if before.bare:
        return not line.marked
    full = bool(width) and _full(before, line, width)
    if line.marked:
        # A number or a dash that wrapping put at the start of a line is no marker.
        return full and not before.ended and not stretch.marked and line.indent <= before.indent
    if stretch.marked and line.indent > stretch.indent:
        return full or line.lower or stretch.lines > 1
    if line.indent > before.indent + 1:
        return False
    if full:
        return True
    if before.ended:
        return False
    if width:
        return line.lower or (line.digit and before.columns > width * _RAGGED)
    return line.lower and 50 <= before.columns <= _WIDEST
