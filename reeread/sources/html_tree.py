"""HTML as a tree of small nodes, read by the standard library: for mail, feeds, books and pages without main text."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _set("area base br col embed hr img input link meta param source track wbr basefont frame keygen")
_RAW = frozenset(("script", "style"))
_DEEPEST = 150
"""What is nested deeper is read as if it stood beside."""
_BLOCKS = _set(
    "address article aside blockquote center details dialog dd div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hgroup hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul"
)
_LIST, _TERMS, _TABLE = frozenset(("ul", "ol", "menu")), frozenset(("dl",)), frozenset(("table",))
_CELLS, _GROUPS = frozenset(("td", "th")), frozenset(("thead", "tbody", "tfoot"))
_ENDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset(("li",)), _LIST),
    "dt": (frozenset(("dt", "dd")), _TERMS),
    "dd": (frozenset(("dt", "dd")), _TERMS),
    "td": (_CELLS, _TABLE | {"tr"}),
    "th": (_CELLS, _TABLE | {"tr"}),
    "tr": (frozenset(("tr",)), _TABLE),
    **dict.fromkeys(_GROUPS, (_GROUPS, _TABLE)),
    "option": (frozenset(("option",)), frozenset(("select",))),
}
"""What a beginning ends that was not ended itself, and inside what it looks no further."""
_PARAGRAPH, _ROUND_PARAGRAPH = frozenset(("p",)), _BLOCKS - {"p"}


@dataclass(slots=True)
class Node:
    """An element: its tag in small letters, its attributes, and what stands in it in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Node | str"] = field(default_factory=list)


def tree(html: str) -> Node:
    """Return the elements of a page or a piece of one below a node without a tag.

    A DOCTYPE, comments and instructions are passed over; no entity but those of HTML means anything.
    """
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Nests elements as browsers do for pages that are written tolerably."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("")
        self._path = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Put a node where it belongs, and go into it unless it can hold nothing."""
        self._end_implied(tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._path[-1].children.append(node)
        if tag not in _VOID and (len(self._path) < _DEEPEST or tag in _RAW):
            self._path.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take "<p/>" as XHTML means it: an element that holds nothing."""
        self._end_implied(tag)
        self._path[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Leave the element, and those inside it that were never ended."""
        for at in range(len(self._path) - 1, 0, -1):
            if self._path[at].tag == tag:
                del self._path[at:]
                return

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self._path[-1].children.append(data)

    def parse_html_declaration(self, i: int) -> int:
        """Pass over "<![if …]>" and the like, which the standard library takes for the end of the world."""
        if self.rawdata.startswith("<![", i) and not self.rawdata.startswith("<![CDATA[", i):
            return self.rawdata.find(">", i) + 1 or -1
        return super().parse_html_declaration(i)

    def unknown_decl(self, data: str) -> None:
        """Keep the text of a CDATA section."""
        if data.startswith("CDATA["):
            self.handle_data(data[6:])

    def _end_implied(self, tag: str) -> None:
        """Leave the elements that end because this one begins."""
        if tag in _BLOCKS:
            self._leave(_PARAGRAPH, _ROUND_PARAGRAPH)
        if tag in _ENDS:
            self._leave(*_ENDS[tag])

    def _leave(self, ended: frozenset[str], kept: frozenset[str]) -> None:
        for at in range(len(self._path) - 1, 0, -1):
            if self._path[at].tag in kept:
                return
            if self._path[at].tag in ended:
                del self._path[at:]
                return
