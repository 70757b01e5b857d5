"""Books (EPUB): the chapters in the order of reading."""

import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from reeread.model.body import Parsed
from reeread.model.errors import SourceError
from reeread.sources.addresses import is_web
from reeread.sources.archive import Archive, beside
from reeread.sources.html_blocks import write
from reeread.sources.html_tree import tree
from reeread.sources.writer import Writer, finished, with_meta
from reeread.sources.xml import attribute, child, elements, local, text_of
from reeread.text.decode import decode

_CONTAINER, _PROTECTION = "META-INF/container.xml", "META-INF/encryption.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html", "application/xml", "")
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the text of a book with its headings, lists, tables, links and emphasis; its own contents page is left out.

    Raises SourceError if it is no EPUB, is damaged or protected, names files outside of itself, has a DOCTYPE in its
    package or unpacks to too much.
    """
    archive = Archive(raw, "EPUB")
    root = child(elements(archive.read(_CONTAINER) or b"<none/>", _CONTAINER), "rootfiles", "rootfile")
    place = beside("", attribute(root, "full-path")) if root is not None else ""
    if place not in archive:
        raise SourceError("is no EPUB: no list of its chapters was found.")
    package = elements(archive.read(place), place)
    protected = _protected(archive)
    writer = Writer()
    for chapter in _chapters(package, place):
        if chapter in protected:
            raise SourceError("is protected against copying.", next_step="Ask its seller for a copy without.")
        data = archive.read(chapter)
        if data.strip():
            write(tree(decode(data, encoding).text), writer)
    parsed = finished(writer, "epub")
    return parsed._replace(meta=with_meta(parsed.meta, **_said(package)))


def _chapters(package: Element, place: str) -> Iterator[str]:
    """Yield the members that are to be read, in order."""
    manifest = {attribute(item, "id"): item for item in child(package, "manifest") or ()}
    for reference in child(package, "spine") or ():
        item = manifest.get(attribute(reference, "idref"))
        if item is None or "nav" in attribute(item, "properties").split():
            continue
        if attribute(item, "media-type") in _CHAPTERS:
            yield beside(place, unquote(attribute(item, "href")))


def _protected(archive: Archive) -> set[str]:
    """Return the members that cannot be read without a key."""
    if _PROTECTION not in archive:
        return set()
    root = elements(archive.read(_PROTECTION), _PROTECTION)
    return {unquote(attribute(one, "URI")) for one in root.iter() if local(one) == "CipherReference"}


def _said(package: Element) -> dict[str, str]:
    """Return what the book says of itself."""
    found: dict[str, list[str]] = {}
    for element in child(package, "metadata") or ():
        found.setdefault(local(element), []).append(text_of(element))
    date = _DATE.match(next(iter(found.get("date", ())), ""))
    return {
        "title": next(iter(found.get("title", ())), ""),
        "byline": ", ".join(filter(None, found.get("creator", ()))),
        "published": date[0] if date else "",
        "language": next(iter(found.get("language", ())), ""),
        "address": next(filter(is_web, found.get("source", ())), ""),
    }
