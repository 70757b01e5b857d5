"""Web pages: the main text as trafilatura finds it, with its headings, lists, tables, links and emphasis."""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

from reeread.extras import needed
from reeread.model.body import Block, BlockKind, Parsed
from reeread.model.errors import SourceError
from reeread.sources.addresses import is_web, joined
from reeread.sources.html_blocks import write
from reeread.sources.html_tree import Node
from reeread.sources.writer import Writer, finished, with_meta
from reeread.text.decode import decode

_HEAD = 4096
_DEEPEST = 100
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{1,40})|<\?xml[^>]{0,200}?encoding=["']([\w.-]{1,40})""",
    re.IGNORECASE,
)
_BASE = re.compile(r"""<base\s[^>]{0,500}?href\s*=\s*["']?([^"'\s>]{1,2000})""", re.IGNORECASE)
_NO_MAIN = "No main text was found: the whole page is shown, with menus and the like as furniture."
_RENDERED = {"#b": "b", "#i": "i", "#t": "code", "#u": "span", "#sup": "sup", "#sub": "sub"}
_TAGS = {"quote": "blockquote", "row": "tr", "lb": "br", "item": "li", "graphic": "img"}


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the main text of a page with what it says of itself.

    `name` is the page's address where it has one, so that its relative links mean something. Raises SourceError if
    there is no text, or trafilatura is not installed.
    """
    decoded = decode(raw, encoding, declared(raw))
    return page(decoded.text, name, decoded.warnings, decoded.encoding)


def declared(raw: bytes) -> str | None:
    """Return the encoding that a page names in its head, if any."""
    match = _CHARSET.search(raw[:_HEAD])
    if match is None:
        return None
    return (match[1] or match[2]).decode("ascii", "replace")


def page(text: str, name: str, warnings: tuple[str, ...], encoding: str) -> Parsed:
    """Return the main text of a decoded page; `name` and what is raised as for `parse`."""
    with needed("web", "A web page"):
        from trafilatura import bare_extraction, load_html
        from trafilatura.settings import set_date_params
    address = name if is_web(name) else ""
    root = load_html(text)
    if root is None:  # trafilatura takes it for no page, as it does pieces of one
        root = _forgiven(text)
    language = str(root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    found: Any = bare_extraction(
        deepcopy(root),
        url=address or None,
        with_metadata=True,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        date_extraction_params=set_date_params(extensive=False),
    )
    writer = Writer()
    base = _base(text, address or str(getattr(found, "url", "") or ""))
    if found is not None and found.body is not None:
        write(_nodes(found.body, _main), writer, base=base)
    if not writer.length:
        write(_nodes(root, _as_written), writer, base=base, folded=True)
        warnings = (*warnings, _NO_MAIN)
    title = str(getattr(found, "title", "") or "")
    writer.end()
    writer.blocks = _titled(writer, title)
    parsed = finished(writer, "html", warnings=warnings, encoding=encoding)
    said = {
        "title": title,
        "byline": str(getattr(found, "author", "") or ""),
        "published": str(getattr(found, "date", "") or ""),
        "language": language if re.fullmatch(r"[\w-]{2,35}", language) else "",
        "address": str(getattr(found, "url", "") or ""),
    }
    said["address"] = said["address"] if is_web(said["address"]) else address
    return parsed._replace(meta=with_meta(parsed.meta, **said))


def _forgiven(text: str) -> Any:
    """Return the elements of what is hardly HTML. Raises SourceError if there is none."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError) as error:
        raise SourceError("nothing to import: no text was found between the marks.") from error


def _base(text: str, address: str) -> str:
    """Return what relative links of a page are relative to."""
    match = _BASE.search(text[: 16 * _HEAD])
    return joined(address, match[1]) or address if match else address


def _titled(writer: Writer, title: str) -> list[Block]:
    """Return the blocks; the first heading or line that says the page's title is the title."""
    if not title:
        return writer.blocks
    body, wanted = "".join(writer.parts), _plain(title)
    for at, block in enumerate(writer.blocks[:5]):
        if _plain(body[block.start : block.end]) == wanted:
            return [
                *writer.blocks[:at],
                block._replace(kind=BlockKind.TITLE, level=1),
                *writer.blocks[at + 1 :],
            ]
    return writer.blocks


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _nodes(body: Any, made: Callable[[Any], Node]) -> Node:
    """Return the tree of an element of lxml, each node as it is made from its element."""
    top = Node("body")
    queue: list[tuple[Any, Node, int]] = [(body, top, 0)]
    while queue:
        element, node, depth = queue.pop()
        if element.text:
            node.children.append(element.text)
        for child in element:
            if isinstance(child.tag, str):
                inner = made(child)
                node.children.append(inner)
                if depth < _DEEPEST:
                    queue.append((child, inner, depth + 1))
                else:
                    inner.children.append(" ".join(child.itertext()))
            if child.tail:
                node.children.append(child.tail)
    return top


def _as_written(element: Any) -> Node:
    return Node(str(element.tag), {str(name): str(value) for name, value in element.attrib.items()})


def _main(element: Any) -> Node:
    """Return what an element of trafilatura's is called in HTML."""
    tag, rend = str(element.tag), str(element.get("rend") or "")
    match tag:
        case "head":
            return Node(rend if re.fullmatch("h[1-6]", rend) else "h2")
        case "hi":
            return Node(_RENDERED.get(rend, "span"))
        case "ref":
            return Node("a", {"href": str(element.get("target") or "")})
        case "list":
            return Node("ol" if rend == "ol" else "dl" if rend == "dl" else "ul")
        case "item" if rend[:2] in ("dt", "dd"):
            return Node(rend[:2])
        case "cell":
            return Node("th" if element.get("role") == "head" else "td")
        case "code" if "\n" in "".join(element.itertext()).strip():
            return Node("pre")
        case _:
            return Node(_TAGS.get(tag, tag))
