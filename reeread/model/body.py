"""The canonical text of a briefing and the structure recovered from it."""

from enum import StrEnum
from typing import NamedTuple

from reeread.model.span import Span


class BlockKind(StrEnum):
    """What a stretch of the body is."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    QUOTE = "quote"
    BYLINE = "byline"
    DATELINE = "dateline"
    FURNITURE = "furniture"


class Block(NamedTuple):
    """A stretch of the body with a kind; blocks are ordered and never overlap."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Depth of a heading (1 to 6) or of a list item's nesting (1 is outermost); 0 otherwise."""

    @property
    def span(self) -> Span:
        """Return the block's stretch of the body."""
        return Span(self.start, self.end)


class MarkKind(StrEnum):
    """What an inline mark says of its span."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    FURNITURE = "furniture"
    """Page junk inside a sentence, e.g. "(opens in a new tab)": a view may fold it, the sentence stays whole."""


class Mark(NamedTuple):
    """An inline mark on a stretch of the body."""

    kind: MarkKind
    start: int
    end: int
    target: str = ""
    """The address of a link; empty otherwise."""


class Meta(NamedTuple):
    """What a source says of itself."""

    title: str
    title_derived: bool = False
    """Whether the title was made from the first sentence because none was found."""
    byline: str = ""
    published: str = ""
    """ISO date or date-time, empty when unknown."""
    language: str = ""
    address: str = ""
    """Where the source itself says that it comes from, e.g. a canonical URL."""


class Parsed(NamedTuple):
    """One source after parsing: what an importer hands on."""

    body: str
    blocks: tuple[Block, ...]
    meta: Meta
    marks: tuple[Mark, ...] = ()
    warnings: tuple[str, ...] = ()
    """What had to be guessed or looks dangerous, one plain sentence each."""
    encoding: str = "utf-8"
    format: str = "text"
    raw: bytes = b""
