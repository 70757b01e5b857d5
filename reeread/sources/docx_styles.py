"""What the styles and lists of a Word document mean."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reeread.model.body import BlockKind
from reeread.sources.writer import BULLET
from reeread.sources.xml import attribute, child, local

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*([1-9])", re.IGNORECASE)
_KINDS = {
    "title": (BlockKind.TITLE, 1),
    "subtitle": (BlockKind.PARAGRAPH, 0),
    "quote": (BlockKind.QUOTE, 0),
    "intense quote": (BlockKind.QUOTE, 0),
    "block text": (BlockKind.QUOTE, 0),
}
_FURTHEST = 20
"""Styles that a style may stand on."""
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph of a style is."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    numbering: tuple[str, int] | None = None
    """The list that it belongs to and how deep."""


def styles(root: Element | None) -> dict[str, Style]:
    """Return the paragraph styles by id; what a style does not say itself, the one below it says."""
    if root is None:
        return {}
    found = {attribute(one, "styleId"): one for one in root if local(one) == "style"}
    return {id: _style(id, found) for id in found}


def _style(id: str, found: Mapping[str, Element]) -> Style:
    kind: tuple[BlockKind, int] | None = None
    numbering: tuple[str, int] | None = None
    for _ in range(_FURTHEST):
        one = found.get(id)
        if one is None:
            break
        kind = kind or _kind(one)
        numbering = numbering or number_of(child(one, "pPr"))
        below = child(one, "basedOn")
        id = attribute(below, "val") if below is not None else ""
    return Style(*(kind or (BlockKind.PARAGRAPH, 0)), numbering)


def _kind(style: Element) -> tuple[BlockKind, int] | None:
    named = child(style, "name")
    name = attribute(named, "val").strip().lower() if named is not None else ""
    if heading := _HEADING.fullmatch(name):
        return BlockKind.HEADING, min(6, int(heading[1]))
    if name in _KINDS:
        return _KINDS[name]
    outline = child(style, "pPr", "outlineLvl")
    level = attribute(outline, "val") if outline is not None else ""
    return (BlockKind.HEADING, min(6, int(level) + 1)) if level in "012345678" and level else None


def number_of(properties: Element | None) -> tuple[str, int] | None:
    """Return the list that paragraph properties name, and how deep in it, outermost 0; None if they name none."""
    numbering = child(properties, "numPr")
    id = child(numbering, "numId")
    if id is None:
        return None
    depth = child(numbering, "ilvl")
    level = attribute(depth, "val") if depth is not None else "0"
    return attribute(id, "val"), int(level) if level.isdecimal() and len(level) < 3 else 0


@dataclass(slots=True)
class Lists:
    """The lists of a document; they count as it is read."""

    levels: dict[tuple[str, int], tuple[str, str, int]]
    """Format, pattern and first number by list and depth."""
    _counts: dict[tuple[str, int], int] = field(default_factory=dict)

    def marker(self, id: str, depth: int) -> str:
        """Return what the next item of a list begins with; "" if the list is none."""
        if id in ("", "0"):
            return ""
        format, pattern, start = self.levels.get((id, depth), ("bullet", "", 1))
        if format == "none":
            return ""
        for deeper in [key for key in self._counts if key[0] == id and key[1] > depth]:
            del self._counts[deeper]
        count = self._counts.get((id, depth), start - 1) + 1
        self._counts[id, depth] = count
        return BULLET if format == "bullet" else self._filled(id, pattern or f"%{depth + 1}.") + " "

    def _filled(self, id: str, pattern: str) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            format, _, start = self.levels.get((id, depth), ("decimal", "", 1))
            return _number(self._counts.get((id, depth), start), format)

        return re.sub(r"%([1-9])", number, pattern).strip()


def lists(root: Element | None) -> Lists:
    """Return the lists of a document by the root of its numbering part."""
    if root is None:
        return Lists({})
    abstract = {attribute(one, "abstractNumId"): one for one in root if local(one) == "abstractNum"}
    levels: dict[tuple[str, int], tuple[str, str, int]] = {}
    for number in root:
        named = child(number, "abstractNumId") if local(number) == "num" else None
        if named is None:
            continue
        for level in abstract.get(attribute(named, "val"), ()):
            depth = attribute(level, "ilvl")
            if local(level) == "lvl" and depth.isdecimal():
                levels[attribute(number, "numId"), int(depth)] = (
                    _value(level, "numFmt") or "decimal",
                    _value(level, "lvlText"),
                    int(start) if (start := _value(level, "start")).isdecimal() and len(start) < 7 else 1,
                )
    return Lists(levels)


def _value(element: Element, name: str) -> str:
    found = child(element, name)
    return attribute(found, "val") if found is not None else ""


def _number(count: int, format: str) -> str:
    match format:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 9 + 1)
            return letters.upper() if format == "upperLetter" else letters
        case "lowerRoman" | "upperRoman":
            letters = _roman(count % 4000)
            return letters.upper() if format == "upperRoman" else letters
        case _:
            return str(count)


def _roman(count: int) -> str:
    parts = []
    for value, letters in (*_ROMAN, *_ROMAN_SMALL):
        parts.append(letters * (count // value))
        count %= value
    return "".join(parts)
