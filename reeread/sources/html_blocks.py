"""The elements of HTML as blocks and marks."""

from dataclasses import dataclass, replace

from reeread.model.body import BlockKind, MarkKind
from reeread.sources.addresses import joined
from reeread.sources.html_tree import Node
from reeread.sources.writer import BULLET, CELL, STRUCK, Writer


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_SKIPPED = _set(
    "script style noscript template head title svg math iframe object embed select option textarea button canvas"
    " audio video picture map input datalist rp rt"
)
_FURNITURE = frozenset(("nav", "footer", "aside", "form", "dialog"))
_INLINE = {
    **dict.fromkeys(("b", "strong"), MarkKind.STRONG),
    **dict.fromkeys(("i", "em", "dfn", "var"), MarkKind.EMPHASIS),
    **dict.fromkeys(("code", "kbd", "samp", "tt"), MarkKind.CODE),
}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = _set(
    "p div section article main header footer nav aside address center details summary figure figcaption fieldset"
    " form hgroup body html dl dt dd tbody thead tfoot tr td th caption table hr dialog menu"
)
_IN_CELLS = _set("p div h1 h2 h3 h4 h5 h6 ul ol table blockquote pre section article")
_HIDDEN = ("display:none", "visibility:hidden", "mso-hide:all")
_STRUCK = frozenset(("del", "s", "strike"))
_QUOTES = {"q": ("“", "”")}


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element stands in."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    depth: int = 0
    """Of lists around it."""
    inline: bool = False
    """Whether it stands in a heading or a cell, which are one block whatever is in them."""


def write(node: Node, writer: Writer, *, base: str = "", folded: bool = False) -> None:
    """Write the elements below a node.

    Args:
        node: The page, or any part of one.
        writer: Takes the text, blocks and marks.
        base: The address that links without one of their own are relative to; "" if it is not known.
        folded: Whether navigation, footers and the like become furniture rather than text as any other.
    """
    _Walk(writer, base, folded).children(node, _Place())
    writer.end()


@dataclass(slots=True)
class _Walk:
    writer: Writer
    base: str
    folded: bool
    _marker: str = ""
    """Of an item that has no words yet."""
    _after_item: bool = False

    def children(self, node: Node, place: _Place) -> None:
        """Write what stands in a node."""
        for child in node.children:
            if isinstance(child, str):
                self._words(child, place)
            elif child.tag not in _SKIPPED and not _hidden(child):
                self._element(child, place)

    def _element(self, node: Node, place: _Place) -> None:
        tag = node.tag
        if tag == "br":
            self.writer.line_end()
        elif tag in _INLINE:
            self._marked(node, place, _INLINE[tag])
        elif tag == "a":
            target = joined(self.base, node.attributes.get("href", ""))
            if target:
                self._marked(node, place, MarkKind.LINK, target)
            else:
                self.children(node, place)
        elif tag in _STRUCK or tag in _QUOTES:
            before, after = _QUOTES.get(tag, (STRUCK, STRUCK))
            self._words(before, place)
            self.children(node, place)
            self.writer.words(after)
        elif place.inline:
            self._inside_a_block(node, place)
        else:
            self._block(node, place)

    def _inside_a_block(self, node: Node, place: _Place) -> None:
        """Write an element that would be a block if it did not stand in one that is not parted."""
        apart = node.tag in _PARTS or node.tag in _HEADINGS or node.tag in ("li", "ul", "ol", "blockquote")
        if apart:
            self.writer.words(" ")
        self.children(node, place)
        if apart:
            self.writer.words(" ")

    def _block(self, node: Node, place: _Place) -> None:
        tag = node.tag
        if tag in _HEADINGS:
            self._begin(BlockKind.HEADING, _HEADINGS[tag])
            self.children(node, _Place(BlockKind.HEADING, inline=True))
            self.writer.end()
        elif tag in ("ul", "ol"):
            self._list(node, place)
        elif tag == "li":
            self._item(node, place, BULLET)
        elif tag == "blockquote":
            self._parted(node, replace(place, kind=BlockKind.QUOTE, level=0))
        elif tag == "pre":
            self._code(node, place)
        elif tag == "table" and _is_data(node):
            self._table(node)
        elif tag in _FURNITURE and self.folded:
            self._parted(node, _Place(BlockKind.FURNITURE))
        elif tag in _PARTS:
            self._parted(node, place)
        else:
            self.children(node, place)

    def _parted(self, node: Node, place: _Place) -> None:
        self.writer.end()
        self.children(node, place)
        self.writer.end()

    def _list(self, node: Node, place: _Place) -> None:
        self.writer.end()
        number = _number(node.attributes.get("start", ""), 1)
        depth = place.depth + 1
        kind = BlockKind.FURNITURE if place.kind is BlockKind.FURNITURE else BlockKind.ITEM
        inner = _Place(kind, depth if kind is BlockKind.ITEM else 0, depth)
        for child in node.children:
            if isinstance(child, Node) and child.tag == "li" and not _hidden(child):
                marker = BULLET
                if node.tag == "ol":
                    number = _number(child.attributes.get("value", ""), number)
                    marker = f"{number}. "
                    number += 1
                self._item(child, inner, marker)
            elif isinstance(child, Node):
                if child.tag not in _SKIPPED and not _hidden(child):
                    self._element(child, inner)
            elif child.strip():
                self._words(child, inner)
        self.writer.end()

    def _item(self, node: Node, place: _Place, marker: str) -> None:
        self.writer.end()
        self._marker = marker
        self.children(node, place)
        self.writer.end()
        self._marker = ""

    def _code(self, node: Node, place: _Place) -> None:
        text = _text(node).strip("\n").rstrip()
        if text.strip():
            self._begin(place.kind, place.level)
            self.writer.open(MarkKind.CODE)
            self.writer.verbatim(text)
            self.writer.close()
            self.writer.end()

    def _table(self, node: Node) -> None:
        """Write each row as one block, its cells parted by bars; the first cells of all rows are not indented."""
        tight = False
        for row in _below(node, frozenset(("tr", "caption"))):
            self._begin(BlockKind.PARAGRAPH, tight=tight)
            cells = [row] if row.tag == "caption" else _below(row, frozenset(("td", "th")))
            for at, cell in enumerate(cells):
                if at and self.writer.within:
                    self.writer.verbatim(CELL)
                self.children(cell, _Place(inline=True))
            tight = self.writer.within or tight
            self.writer.end()
            self._after_item = False

    def _words(self, text: str, place: _Place) -> None:
        if not self.writer.within and not place.inline:
            if not text.strip():
                return
            self._begin(place.kind, place.level)
        self.writer.words(text)

    def _begin(self, kind: BlockKind, level: int = 0, *, tight: bool = False) -> None:
        marked = bool(self._marker) and kind is BlockKind.ITEM
        self.writer.begin(
            kind,
            level,
            self._marker if marked else "",
            tight=tight or (marked and self._after_item),
        )
        self._after_item = kind is BlockKind.ITEM
        self._marker = ""

    def _marked(self, node: Node, place: _Place, kind: MarkKind, target: str = "") -> None:
        """Write an inline element; one that holds blocks marks nothing, as a mark lies in one block."""
        if not place.inline and any(_below(node, _IN_CELLS)):
            self.children(node, place)
            return
        self.writer.open(kind, target)
        self.children(node, place)
        self.writer.close()


def _is_data(table: Node) -> bool:
    """Return whether a table has columns of short cells, rather than laying out a page."""
    cells = [_below(row, frozenset(("td", "th"))) for row in _below(table, frozenset(("tr",)))]
    if max(map(len, cells), default=0) < 2:
        return False
    return not any(_below(cell, _IN_CELLS - {"p", "div"}) for row in cells for cell in row)


def _below(node: Node, tags: frozenset[str]) -> list[Node]:
    """Return the outermost elements with these tags below a node, in order."""
    found: list[Node] = []
    for child in node.children:
        if isinstance(child, Node):
            found.extend([child] if child.tag in tags else _below(child, tags))
    return found


def _text(node: Node) -> str:
    """Return all text below a node as it is written."""
    parts = []
    for child in node.children:
        if isinstance(child, str):
            parts.append(child)
        else:
            parts.append("\n" if child.tag == "br" else _text(child))
    return "".join(parts)


def _hidden(node: Node) -> bool:
    if "hidden" in node.attributes:
        return True
    style = node.attributes.get("style", "").replace(" ", "").lower()
    return any(hint in style for hint in _HIDDEN)


def _number(text: str, otherwise: int) -> int:
    """Return a whole number as HTML attributes hold it."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 7 else otherwise
