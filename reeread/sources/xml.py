"""XML that others wrote: read without its DOCTYPE, for it is refused."""

import re
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser

from reeread.model.errors import SourceError

_PROLOG = re.compile(r"(?:\s|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)


class _Refusing(TreeBuilder):
    """Builds elements, until it meets a DOCTYPE."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Refuse it before anything that it declares is read."""
        raise _refusal()


def elements(data: bytes, what: str) -> Element:
    """Return the root element.

    Args:
        data: The XML.
        what: What it is, for the message, e.g. "word/document.xml".

    Raises:
        SourceError: It is not well formed, or has a DOCTYPE.
    """
    parser = XMLParser(target=_Refusing())
    try:
        parser.feed(data)
        root: Element = parser.close()
    except (ParseError, LookupError, ValueError) as error:
        raise SourceError(f"is damaged: {what} is not well-formed XML ({str(error)[:100]}).") from error
    return root


def refuse_doctype(text: str) -> None:
    """Raise SourceError if what stands before the first element holds a DOCTYPE."""
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    if text[start : start + 9].upper() == "<!DOCTYPE":
        raise _refusal()


def local(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, "" if there is none."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first element on a path of names without namespace."""
    for name in path:
        if element is None:
            return None
        element = next((inner for inner in element if local(inner) == name), None)
    return element


def text_of(element: Element | None) -> str:
    """Return all text in an element without white space around it, "" for none."""
    return "".join(element.itertext()).strip() if element is not None else ""


def _refusal() -> SourceError:
    return SourceError(
        "has a DOCTYPE, which is never read: it can declare entities without end and name other files.",
        next_step="Take it out if you trust the file.",
    )
