"""A library with everything that trips programs over offsets, and what each program must say of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from reeread.library import Library
from reeread.library.adding import add
from reeread.library.reading import article, briefings
from reeread.library.tagging import annotations, tag
from reeread.model.annotation import Passage
from reeread.model.span import Span

BODY = (
    "観光庁は十月に発表した\n"
    "\n"
    'The flag 🇯🇵🇰🇷 was raised & the family 👩‍👩‍👧‍👦 <waved>. Cafe\u0301 prices may rise by 5%. Nobody said "when".\n'
    "\n"
    "Prices rose again. Nothing else changed; it's 𝒙 = 2. Prices rose again.\n"
    "- a first item with `code` and *stars*\n"
    "- =SUM(A1:A9) as a second item\n"
    "\n"
    "  Indented,   spaced\tand tabbed.\n"
    "観光は回復する。"
)
"""CJK, flags, a family joined by ZWJ, a decomposed accent, a letter beyond the first plane, markup, odd space."""

_QUOTES = (
    # the very beginning and the very end
    ("観光庁", 0, ("confirmed",), ""),
    ("回復する。", 0, ("speculation",), "観光の見通し 🎌"),
    # crossing
    ("🇯🇵🇰🇷 was raised & the family 👩‍👩‍👧‍👦", 0, ("risk",), "two\nlines & <b>no bold</b>\n\nand a third"),
    ("the family 👩‍👩‍👧‍👦 <waved>", 0, ("risk", "commitment"), ""),
    # nested, one at the same beginning
    ("Cafe\u0301 prices may rise by 5%", 0, ("speculation", "risk"), ""),
    ("Cafe\u0301", 0, ("confirmed",), "NFD"),
    ("e\u0301 prices", 0, (), "only a note"),
    # a quote that stands twice, of which the second is meant
    ("Prices rose again.", 1, ("confirmed",), "the second time"),
    # over several blocks, with what Markdown, spreadsheets and HTML would read as theirs
    (
        "*stars*\n- =SUM(A1:A9) as a second item\n\n  Indented,   spaced\tand tabbed.",
        0,
        ("risk/supply",),
        "=1+1",
    ),
    ("=SUM(A1:A9)", 0, ("risk",), ""),
    ("𝒙 = 2", 0, ("confirmed",), ""),
)


class Marked(NamedTuple):
    """What a program must say of one passage."""

    briefing: str
    """Its id."""
    exact: str
    start: int
    """In code points."""
    end: int
    tags: tuple[str, ...]
    note: str
    author: str


@dataclass(frozen=True)
class Trial:
    """A library to export, and what stands in it."""

    path: Path
    bodies: dict[str, str]
    """By the briefings' ids."""
    titles: dict[str, str]
    marks: tuple[Marked, ...]

    def in_text(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """Return title, quote and sorted tags of each passage, sorted."""
        return sorted((self.titles[one.briefing], one.exact, tuple(sorted(one.tags))) for one in self.marks)


def make(path: Path, folder: Path) -> Trial:
    """Return a new library with the document, marked by two people, and a short second one."""
    from reeread.library import codebook

    source, other = folder / "trial.txt", folder / "other.txt"
    source.write_text(BODY, encoding="utf-8")
    other.write_text("Second\n\nOne more sentence, which Ben marked.\n", encoding="utf-8")
    with Library.open(path, "Ana Ωmega", create=True) as lib:
        codebook.add_tag(lib, "risk/supply", meaning="A shortage & what <leads> to it")
        first, second = (one.briefing for one in add(lib, [str(source), str(other)]))
        assert first and second
        for quote, occurrence, tags, note in _QUOTES:
            start = -1
            for _ in range(occurrence + 1):
                start = BODY.index(quote, start + 1)
            tag(lib, Passage(first.id, Span(start, start + len(quote))), tags, note)
    with Library.open(path, "ben") as lib:
        body = article(lib, second.id).body
        start = body.index("One more")
        tag(lib, Passage(second.id, Span(start, start + 8)), ("risk",), "")
    return of(path)


def of(path: Path) -> Trial:
    """Return what stands in a library."""
    with Library.open(path, "nobody") as lib:
        listed = briefings(lib)
        bodies = {one.id: article(lib, one.id).body for one in listed}
        marks = tuple(
            Marked(
                one.id,
                mark.anchor.exact,
                mark.anchor.start,
                mark.anchor.end,
                mark.tags,
                mark.note,
                mark.author,
            )
            for one in listed
            for mark in annotations(lib, one.id)
        )
        return Trial(path, bodies, {one.id: one.title for one in listed}, marks)
