"""Writes what a parser found as one text, and notes where blocks and marks lie in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reeread.model.body import Block, BlockKind, Mark, MarkKind, Meta, Parsed
from reeread.model.errors import SourceError
from reeread.sources.told_apart import told_apart
from reeread.text import furniture
from reeread.text.oddities import oddities
from reeread.text.structure import meta

BULLET, CELL, STRUCK = "• ", " | ", "~~"
_INDENT = "  "
_SPACES = re.compile(r"[ \t\n\r\f]+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_RANK = {kind: rank for rank, kind in enumerate(MarkKind)}


@dataclass(slots=True)
class _Open:
    """A mark whose end is not reached yet; it starts with the first character that is written."""

    kind: MarkKind
    target: str
    start: int | None = None


@dataclass(slots=True)
class Writer:
    """A body in the making.

    A block begins with the first character that is written into it, so that none is empty; white space between
    words is one space unless it is written as it is.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    """Of what is written, in code points."""
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    _kind: BlockKind = BlockKind.PARAGRAPH
    _level: int = 0
    _marker: str = ""
    _tight: bool = False
    _start: int | None = None
    """Where the block that is being written begins, None between blocks."""
    _space: bool = False
    """Whether white space waits for a word to part from the one before."""
    _fresh: bool = False
    """Whether a line has just begun, so that white space parts nothing."""
    _open: list[_Open] = field(default_factory=list)

    def begin(self, kind: BlockKind, level: int = 0, marker: str = "", *, tight: bool = False) -> None:
        """End the block before and let the next words be one of this kind.

        Args:
            kind: What it is.
            level: Of a heading or an item.
            marker: What an item begins with, if it has words.
            tight: Whether only a line end parts it from the block before.
        """
        self.end()
        self._kind, self._level, self._marker, self._tight = kind, level, marker, tight

    def end(self) -> None:
        """End the block, if one was begun."""
        if self._start is not None:
            self.blocks.append(Block(self._kind, self._start, self.length, self._level))
        self._start, self._space = None, False

    @property
    def within(self) -> bool:
        """Return whether the block has words already."""
        return self._start is not None

    def words(self, text: str) -> None:
        """Write text whose white space only parts words."""
        for at, run in enumerate(_SPACES.split(text)):
            self._space = self._space or at > 0
            if run:
                self._write(run)

    def verbatim(self, text: str) -> None:
        """Write text as it is."""
        if text:
            self._write(text)

    def line_end(self) -> None:
        """Break the line inside the block."""
        if self._start is not None:
            self._space, self._fresh = False, True
            self._append("\n")

    def open(self, kind: MarkKind, target: str = "") -> None:
        """Let a mark begin with the next word."""
        self._open.append(_Open(kind, target))

    def close(self) -> None:
        """Let the mark that was opened last end with the word before."""
        mark = self._open.pop()
        if mark.start is not None and mark.start < self.length:
            self.marks.append(Mark(mark.kind, mark.start, self.length, mark.target))

    def _write(self, text: str) -> None:
        if self._start is None:
            self._begin()
        elif self._space and not self._fresh:
            self._append(" ")
        self._space = self._fresh = False
        for mark in self._open:
            if mark.start is None:
                mark.start = self.length
        self._append(text)

    def _begin(self) -> None:
        if self.length:
            self._append("\n" if self._tight else "\n\n")
        if self._kind is BlockKind.ITEM:
            self._append(_INDENT * (self._level - 1))
        self._start = self.length
        self._append(self._marker)
        self._marker = ""

    def _append(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)


def finished(writer: Writer, format: str, *, warnings: Sequence[str] = (), encoding: str = "utf-8") -> Parsed:
    """Return what was written as a parse, without raw bytes; the meta is what the text says of itself.

    Raises SourceError if nothing was written.
    """
    writer.end()
    body = _SURROGATES.sub("\ufffd", "".join(writer.parts)).replace("\r", "\n")
    blocks = told_apart(body, writer.blocks)
    if not blocks:
        raise SourceError("nothing to import: there is no text in it.")
    marks = (*writer.marks, *furniture.inline(body))
    return Parsed(
        body=body,
        blocks=blocks,
        meta=meta(body, blocks),
        marks=tuple(sorted(marks, key=lambda mark: (mark.start, -mark.end, _RANK[mark.kind]))),
        warnings=(*warnings, *oddities(body)),
        encoding=encoding,
        format=format,
    )


def with_meta(found: Meta, **said: str) -> Meta:
    """Return the meta with what the source says of itself, where it says anything, in the place of what was found."""
    kept = {name: _SURROGATES.sub("\ufffd", " ".join(value.split())) for name, value in said.items()}
    kept = {name: value for name, value in kept.items() if value}
    return Meta(
        title=kept.get("title", found.title),
        title_derived=found.title_derived and "title" not in kept,
        byline=kept.get("byline", found.byline),
        published=kept.get("published", found.published),
        language=kept.get("language", found.language),
        address=kept.get("address", found.address),
    )
