"""Markdown: the plain text of the parse, with blocks and inline marks as spans of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reeread.model.body import Block, BlockKind, Mark, MarkKind, Parsed
from reeread.model.errors import SourceError
from reeread.sources import plain
from reeread.sources.addresses import is_address
from reeread.sources.frontmatter import front_matter, with_front_matter
from reeread.sources.told_apart import told_apart
from reeread.text import furniture
from reeread.text.decode import decode
from reeread.text.oddities import oddities
from reeread.text.structure import meta

_DEEPEST = 40
"""The parser drops what is nested deeper, so such a file is read as plain text instead."""
_BULLET, _CELL, _STRUCK, _INDENT = "• ", " | ", "~~", "  "
_MARKS = {"em": MarkKind.EMPHASIS, "strong": MarkKind.STRONG, "link": MarkKind.LINK}


class _Parser(MarkdownIt):
    """CommonMark with tables; HTML stays text, and links of any scheme are read so that only their text is kept."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": _DEEPEST})
        self.enable(["table", "strikethrough"])

    def validateLink(self, url: str) -> bool:
        """Return true for any address; which targets are kept is decided when marks are made."""
        return True


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the text of the parse, its blocks, marks and what the front matter says.

    List markers become "• " or their number and belong to their item; link targets are kept for http, https and
    mailto only; HTML is text.
    """
    decoded = decode(raw, encoding)
    values, start = front_matter(decoded.text)
    tokens = _Parser().parse(decoded.text[start:])
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        deep = f"Nested deeper than {_DEEPEST} levels: read as plain text."
        parsed = plain.parse(raw, name, encoding=encoding)
        return parsed._replace(warnings=(*parsed.warnings, deep))
    writer = _Writer()
    writer.write(tokens)
    body = "".join(writer.parts)
    blocks = told_apart(body, writer.blocks)
    if not blocks:
        raise SourceError("nothing to import: there is no text between the marks.")
    return Parsed(
        body=body,
        blocks=blocks,
        meta=with_front_matter(meta(body, blocks), values),
        marks=tuple(
            sorted((*writer.marks, *furniture.inline(body)), key=lambda mark: (mark.start, -mark.end))
        ),
        warnings=decoded.warnings + oddities(body),
        encoding=decoded.encoding,
        format="markdown",
        raw=raw,
    )


@dataclass(slots=True)
class _Writer:
    """Writes the tokens of a parse as one text and notes where blocks and marks lie."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    _containers: list[str] = field(default_factory=list)
    """Lists and quotations around the current block, outermost first."""
    _marker: str = ""
    """Of an item that has no text yet."""
    _after_item: bool = False
    """Whether the block before was an item of a list without blank lines."""
    _row: list[Token] | None = None

    def write(self, tokens: Iterable[Token]) -> None:
        """Write all tokens."""
        heading, tight = 0, False
        for token in tokens:
            match token.type:
                case "blockquote_open" | "bullet_list_open" | "ordered_list_open":
                    self._containers.append(token.type)
                case "blockquote_close" | "bullet_list_close" | "ordered_list_close":
                    self._containers.pop()
                case "list_item_open":
                    self._marker = f"{token.info}{token.markup} " if token.info else _BULLET
                case "list_item_close":
                    self._marker = ""
                case "heading_open":
                    heading = int(token.tag[1])
                case "paragraph_open":
                    tight = token.hidden
                case "tr_open":
                    self._row = []
                case "tr_close":
                    self._block(BlockKind.PARAGRAPH, 0, self._row or [], token.level > 2)
                    self._row = None
                case "inline" if self._row is not None:
                    self._row.append(token)
                case "inline" if heading:
                    self._block(BlockKind.HEADING, heading, [token])
                    heading = 0
                case "inline":
                    self._block(*self._kind(), [token], tight and self._after_item)
                    self._after_item = tight
                case "fence" | "code_block":
                    self._code(token)
                case _:
                    pass

    def _kind(self) -> tuple[BlockKind, int]:
        """Return the kind of a paragraph here and its level."""
        innermost = self._containers[-1] if self._containers else ""
        if innermost == "blockquote_open":
            return BlockKind.QUOTE, 0
        depth = sum(container != "blockquote_open" for container in self._containers)
        return (BlockKind.ITEM, depth) if innermost else (BlockKind.PARAGRAPH, 0)

    def _block(self, kind: BlockKind, level: int, cells: Sequence[Token], tight: bool = False) -> None:
        """Write one block of one or, for a row of a table, several inline tokens."""
        self._part(tight)
        if kind is BlockKind.ITEM:
            self._text(_INDENT * (level - 1))
        start = self.length
        self._take_marker()
        for number, cell in enumerate(cells):
            self._text(_CELL if number else "")
            self._inline(cell.children or [])
        self.blocks.append(Block(kind, start, self.length, level))

    def _code(self, token: Token) -> None:
        self._part(False)
        kind, level = self._kind()
        start = self.length
        self._take_marker()
        code = self.length
        self._text(token.content.rstrip("\n"))
        if self.length > code:
            self.marks.append(Mark(MarkKind.CODE, code, self.length))
        self.blocks.append(Block(kind, start, self.length, level))

    def _take_marker(self) -> None:
        self._text(self._marker)
        self._marker = ""

    def _inline(self, children: Iterable[Token]) -> None:
        """Write the text of an inline token and note its marks."""
        opened: list[tuple[int, str]] = []
        for child in children:
            match child.type:
                case "text" | "text_special":
                    self._text(child.content)
                case "code_inline":
                    start = self.length
                    self._text(child.content)
                    self.marks.append(Mark(MarkKind.CODE, start, self.length))
                case "softbreak":
                    self._text(" ")
                case "hardbreak":
                    self._text("\n")
                case "image":
                    self._inline(child.children or [])
                case "s_open" | "s_close":
                    self._text(_STRUCK)
                case "em_open" | "strong_open" | "link_open":
                    opened.append((self.length, str(child.attrs.get("href", ""))))
                case "em_close" | "strong_close" | "link_close":
                    start, target = opened.pop()
                    self._mark(_MARKS[child.type.removesuffix("_close")], start, target)
                case _:
                    self._text(child.content)

    def _mark(self, kind: MarkKind, start: int, target: str) -> None:
        allowed = kind is not MarkKind.LINK or is_address(target)
        if allowed and self.length > start:
            self.marks.append(Mark(kind, start, self.length, target))

    def _part(self, tight: bool) -> None:
        """Part the next block from the one before."""
        self._after_item = False
        if self.length:
            self._text("\n" if tight else "\n\n")

    def _text(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)
