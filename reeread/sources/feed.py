"""Feeds (RSS and Atom): each entry is a briefing."""

import codecs
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from reeread.extras import needed
from reeread.model.body import Parsed
from reeread.model.errors import SourceError
from reeread.sources import plain
from reeread.sources.addresses import is_web
from reeread.sources.html_blocks import write
from reeread.sources.html_tree import tree
from reeread.sources.part import Part
from reeread.sources.writer import Writer, finished, with_meta
from reeread.sources.xml import refuse_doctype

_HTML = ("text/html", "application/xhtml+xml")
_LONGEST_KEY = 500
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|\w{2,10});")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""How the first bytes show it; longer marks come before those that they begin with."""


def parts(raw: bytes, name: str, *, encoding: str | None = None) -> Iterator[Part]:
    """Yield the entries; the key of one is its id, else its link, else its number from 1.

    The raw bytes of an entry are what the feed says of it, as JSON: they stay the same while the entry does, whatever
    else comes into the feed. Raises SourceError if it is no feed, has a DOCTYPE, or feedparser is not installed.
    """
    text = _wide(raw)
    if text is not None:  # feedparser wants such a feed to declare itself
        raw, encoding = _DECLARED.sub("", text, count=1).encode("utf-8", "replace"), "utf-8"
    refuse_doctype(_decoded(raw, encoding))
    with needed("feeds", "A feed"):
        import feedparser
    headers = {"content-type": f"application/xml; charset={encoding}"} if encoding else {}
    try:
        found = feedparser.parse(BytesIO(raw), response_headers=headers)
    except Exception as error:  # on damage its parsers fail in more ways than can be named
        raise SourceError("is a damaged feed.") from error
    if not found.entries and not found.get("version"):
        raise SourceError(
            "is no feed: no RSS or Atom was found in it.", next_step="Try --format html or text."
        )
    if not found.entries:
        raise SourceError("nothing to import: the feed has no entries.")
    language = str(found.feed.get("language", "") or "")[:35]
    taken: set[str] = set()
    for number, entry in enumerate(found.entries, 1):
        link = str(entry.get("link", "") or "")
        key = " ".join(str(entry.get("id", "") or link).split())[:_LONGEST_KEY]
        key = str(number) if not key or key in taken else key
        taken.add(key)
        try:
            yield Part(key, _parsed(entry, link, language, str(found.encoding or "utf-8")))
        except SourceError as error:
            yield Part(key, error=error)


def _parsed(entry: Any, link: str, language: str, encoding: str) -> Parsed:
    detail = _fullest(entry)
    text, kind = str(detail.get("value", "")), str(detail.get("type", ""))
    title = _plain(str(entry.get("title", "") or ""))
    base = next(filter(is_web, (str(detail.get("base", "") or ""), link)), "")
    if not text.strip():
        text, kind = title, "text/plain"
    if kind in _HTML or _TAG.search(text):
        writer = Writer()
        write(tree(text), writer, base=base)
        if not writer.length:
            writer.words(title)
        parsed = finished(writer, "feed", encoding=encoding)
    else:
        parsed = plain.parse(text.encode("utf-8", "replace"), "", encoding="utf-8")
    said = {
        "title": title,
        "byline": _plain(str(entry.get("author", "") or "")),
        "published": _date(entry.get("published_parsed") or entry.get("updated_parsed")),
        "language": str(detail.get("language", "") or language),
        "address": link if is_web(link) else "",
    }
    raw = json.dumps(
        {**said, "id": str(entry.get("id", "") or ""), "type": kind, "text": text}, ensure_ascii=False
    )
    return parsed._replace(
        meta=with_meta(parsed.meta, **said),
        format="feed",
        encoding=encoding,
        raw=raw.encode("utf-8", "replace"),
    )


def _fullest(entry: Any) -> dict[str, Any]:
    """Return the longest of what an entry holds of its text."""
    details = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    return max(details, key=lambda detail: len(str(detail.get("value", "") or "")))


def _plain(text: str) -> str:
    """Return a line of text whose marks, if it has any, are gone."""
    if not _TAG.search(text) and not _ENTITY.search(text):
        return text
    writer = Writer()
    write(tree(text), writer)
    return " ".join("".join(writer.parts).split())


def _date(parsed: Any) -> str:
    """Return a time of feedparser's, which is in UTC, as ISO date-time."""
    try:
        return datetime(*parsed[:6]).replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
    except (TypeError, ValueError):
        return ""


def _wide(raw: bytes) -> str | None:
    """Return the text of a feed whose letters take two bytes or four, None for others."""
    for mark, name in _WIDE:
        if raw.startswith(mark):
            return raw.decode(name, "replace").lstrip("\ufeff")
    return None


def _decoded(raw: bytes, encoding: str | None) -> str:
    """Return a feed as text, good enough to find a DOCTYPE in it."""
    try:
        return raw.decode(encoding or "utf-8", "replace").lstrip("\ufeff")
    except LookupError as error:
        raise SourceError(f"there is no encoding named {encoding!r}.") from error
