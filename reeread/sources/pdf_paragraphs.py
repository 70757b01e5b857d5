"""Lines of a PDF joined to paragraphs, headings and items."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from reeread.model.body import BlockKind
from reeread.sources.pdf_lines import Line

_ITEM = re.compile(r"(?:[•‣◦▪●○∙■□➤→✓·–—*-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_END = re.compile(r"[.!?…:;][\"”’»)\]]*\Z")
_SMALL_LETTER = re.compile(r"[^\W\d_A-Z]")
_BROKEN = re.compile(r"([^\W\d_]{2,})-\Z")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LARGER, _OTHER_SIZE = 1.12, 0.08
_FAR, _INDENT, _SHORT = 1.4, 0.8, 0.85
_LONGEST_HEADING, _LONGEST_BOLD = 220, 110
_MOST_LINES = 4


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together."""

    kind: BlockKind
    lines: list[Line] = field(default_factory=list)
    level: int = 0

    @property
    def size(self) -> float:
        """Return the height of its first line."""
        return self.lines[0].size


def paragraphs(found: Sequence[Line], junk: Sequence[bool], usual: float) -> list[Paragraph]:
    """Return the paragraphs in order; furniture stands behind the paragraph that it interrupts.

    Args:
        found: The lines of all pages.
        junk: For each whether it is furniture.
        usual: The size of running text.
    """
    gaps = _gaps([line for line, is_junk in zip(found, junk, strict=True) if not is_junk])
    done: list[Paragraph] = []
    waiting: list[Paragraph] = []
    current: Paragraph | None = None
    for line, is_junk in zip(found, junk, strict=True):
        if is_junk:
            waiting.append(Paragraph(BlockKind.FURNITURE, [line]))
        elif current is not None and _goes_on(current, line, gaps):
            current.lines.append(line)
        else:
            done.extend([current] if current else [])
            done.extend(waiting)
            waiting.clear()
            current = Paragraph(BlockKind.PARAGRAPH, [line])
    done.extend([current] if current else [])
    done.extend(waiting)
    _name(done, usual)
    return done


def text_of(paragraph: Paragraph, words: frozenset[str]) -> str:
    """Return the text of a paragraph as one line; a word broken at the end of a line is joined.

    A hyphen at the end of a line stays if the document writes the word with it elsewhere.
    """
    parts: list[str] = []
    for line, after in pairwise([*paragraph.lines, None]):
        assert line is not None
        text = line.text
        if after is None:
            parts.append(text)
        elif (broken := _BROKEN.search(f"{text}-" if line.broken else text)) and _SMALL_LETTER.match(
            after.text
        ):
            start = _WORD.match(after.text)
            whole = f"{broken[1]}-{start[0] if start else ''}".casefold()
            parts.append(text.removesuffix("-") + ("-" if whole in words else ""))
        elif line.broken:
            parts.append(text)
        else:
            parts.append(text + " ")
    return "".join(parts)


def hyphened(found: Iterable[Line]) -> frozenset[str]:
    """Return the words that are written with a hyphen inside a line, in small letters."""
    return frozenset(
        word.casefold() for line in found for word in _WORD.findall(line.text[:-1]) if "-" in word
    )


def _gaps(found: Sequence[Line]) -> dict[tuple[int, float], float]:
    """Return the usual distance of lines by page and size."""
    seen: dict[tuple[int, float], list[float]] = {}
    for before, line in pairwise(found):
        gap = before.bottom - line.bottom
        if before.page == line.page and _alike(before, line) and 0.5 * line.size < gap < 3 * line.size:
            seen.setdefault((line.page, round(line.size)), []).append(gap)
    return {key: median(values) for key, values in seen.items()}


def _goes_on(paragraph: Paragraph, line: Line, gaps: dict[tuple[int, float], float]) -> bool:
    """Return whether a line belongs to the paragraph before it."""
    last = paragraph.lines[-1]
    if not _alike(last, line):
        return False
    if last.broken:
        return True
    if _ITEM.match(line.text):
        return False
    gap = last.bottom - line.bottom
    if last.page != line.page or gap < -0.5 * line.size:  # the next page or column
        return _END.search(last.text) is None and _SMALL_LETTER.match(line.text) is not None
    if abs(gap) < 0.5 * line.size:
        return line.left >= last.right - line.size  # the same line, written in pieces
    if gap > _FAR * gaps.get((line.page, round(line.size)), 1.2 * line.size):
        return False
    hanging = _ITEM.match(paragraph.lines[0].text) is not None
    if line.left > last.left + _INDENT * line.size and not hanging and len(paragraph.lines) > 1:
        return False
    right = max(before.right for before in paragraph.lines)
    full = max(right, line.right)
    short = last.right - paragraph.lines[0].left < _SHORT * (full - paragraph.lines[0].left)
    return not (short and _END.search(last.text))


def _alike(one: Line, other: Line) -> bool:
    return one.bold == other.bold and abs(one.size - other.size) <= _OTHER_SIZE * max(one.size, other.size)


def _name(found: Sequence[Paragraph], usual: float) -> None:
    """Say which paragraphs are headings and items; the largest heading of the first page is the title."""
    heads = [one for one in found if one.kind is not BlockKind.FURNITURE and _is_heading(one, usual)]
    sizes = sorted({round(one.size) for one in heads}, reverse=True)
    for one in found:
        if one.kind is BlockKind.PARAGRAPH and _ITEM.match(one.lines[0].text):
            one.kind, one.level = BlockKind.ITEM, 1
    for one in heads:
        one.kind, one.level = BlockKind.HEADING, min(6, sizes.index(round(one.size)) + 2)
    first = next(_titles(heads, usual), None)
    if first is not None:
        first.kind, first.level = BlockKind.TITLE, 1


def _titles(heads: Sequence[Paragraph], usual: float) -> Iterator[Paragraph]:
    front = [one for one in heads if one.lines[0].page == 0]
    largest = max((one.size for one in front), default=0.0)
    if largest >= _LARGER * usual:
        yield from (one for one in front if one.size >= (1 - _OTHER_SIZE) * largest)


def _is_heading(paragraph: Paragraph, usual: float) -> bool:
    length = sum(len(line.text) for line in paragraph.lines)
    if len(paragraph.lines) > _MOST_LINES or length > _LONGEST_HEADING or not length:
        return False
    if not any(character.isalpha() for line in paragraph.lines for character in line.text):
        return False
    if paragraph.size >= _LARGER * usual:
        return True
    bold = all(line.bold for line in paragraph.lines) and paragraph.size >= (1 - _OTHER_SIZE) * usual
    return bold and length <= _LONGEST_BOLD and not paragraph.lines[-1].text.endswith((".", ",", ";"))
