"""Taguette: the rows of a project, which the store reads out of its SQLite file."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

from reeread.model.arrival import Bundle, Mark, Refused, Text
from reeread.model.tag import Tag
from reeread.sources import plain
from reeread.sources.annotated.fields import uuid
from reeread.text.units import Unit, Units

QUERIES = {
    "documents": "SELECT id, name, description, filename, created, contents FROM documents ORDER BY id",
    "tags": "SELECT id, path, description FROM tags ORDER BY id",
    "highlights": "SELECT id, document_id, start_offset, end_offset FROM highlights ORDER BY id",
    "highlight_tags": "SELECT highlight_id, tag_id FROM highlight_tags ORDER BY highlight_id, tag_id",
    "commands": "SELECT user_login, date, payload FROM commands ORDER BY id",
}
"""What is asked of the file: names of tables, and the questions."""

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=\.html$)")
_ADDED = re.compile(r'"highlight_id": (\d+)')
_BLOCKS = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "pre",
    "tr",
    "br",
    "dt",
    "dd",
    "caption",
}

Rows = Mapping[str, Sequence[Sequence[Any]]]


def bundle(tables: Rows) -> Bundle:
    """Return what a project holds.

    Its pages become texts, a block on a line of its own. Who marked a passage is read from its history; it keeps no notes.

    Args:
        tables: The rows that QUERIES ask for, by the names of the tables.
    """
    paths = {row: str(path) for row, path, _ in tables["tags"]}
    tags = tuple(Tag(path, "", "", str(meaning)) for (_, path, meaning) in tables["tags"])
    authors = {
        int(found[1]): (str(login), _moment(date))
        for login, date, payload in tables["commands"]
        if (found := _ADDED.search(str(payload)))
    }
    borne: dict[int, list[str]] = {}
    for highlight, tag in tables["highlight_tags"]:
        if tag in paths:
            borne.setdefault(highlight, []).append(paths[tag])
    texts, marks, refused = [], [], []
    pages: dict[int, tuple[str, _Page, Units]] = {}
    for row, name, description, filename, created, contents in tables["documents"]:
        page = _Page(str(contents))
        ours = _ID.search(str(filename))
        id = ours[0] if ours else uuid("", "taguette", name, filename, created)
        parsed = plain.parse(page.body.encode(), str(name))
        meta = parsed.meta._replace(title=str(name), title_derived=False)
        source = str(description) if "://" in str(description) else str(filename)
        texts.append(
            Text(id, id, source, parsed._replace(meta=meta, raw=page.body.encode()), _moment(created))
        )
        pages[row] = id, page, Units(page.text, Unit.UTF8)
    for row, document, begin, end in tables["highlights"]:
        if document not in pages or not isinstance(begin, int) or not isinstance(end, int):
            refused.append(Refused(f"highlight {row}", "its document or its place is none"))
            continue
        id, page, units = pages[document]
        start, stop = page.place(units.back(begin)), page.place(units.back(end) - 1) + 1
        exact = page.body[start:stop]
        author, created = authors.get(row, ("", ""))
        if not exact:
            refused.append(Refused(f"highlight {row}", "its place is not in its document"))
            continue
        marks.append(
            Mark(
                uuid("", "taguette", id, start, stop, author),
                id,
                exact,
                start=start,
                tags=tuple(borne.get(row, ())),
                author=author,
                created=created,
                modified=created,
            )
        )
    return Bundle("taguette", tags, tuple(texts), tuple(marks), (), tuple(refused))


def _moment(said: object) -> str:
    """Return a time as SQLAlchemy wrote it, in UTC, as we write it."""
    date, _, clock = str(said).partition(" ")
    return f"{date}T{clock[:8]}Z" if clock else ""


class _Page(HTMLParser):
    """A document's text as Taguette counts it, and the body that we make of it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = self.body = ""
        self._broken = False
        """Whether a block ended or began since the last text."""
        self._starts: list[tuple[int, int]] = []
        """Where pieces begin in the text, and in the body."""
        self.feed(html)
        self.close()

    def place(self, offset: int) -> int:
        """Return where in the body a place of the text is."""
        at = max(0, bisect_right(self._starts, (offset, len(self.body))) - 1)
        text, body = self._starts[at] if self._starts else (0, 0)
        return body + offset - text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block on a line of its own."""
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        """End a block with its line."""
        self._break(tag)

    def handle_data(self, data: str) -> None:
        """Take text as it is."""
        if self._broken and self.body and not self.body.endswith("\n"):
            self.body += "\n\n"
        self._broken = False
        for number, piece in enumerate(data.split("\r\n")):
            if number:  # a body has one character for the end of a line
                self.text, self.body = f"{self.text}\r\n", f"{self.body}\n"
            self._starts.append((len(self.text), len(self.body)))
            self.text += piece
            self.body += piece.replace("\r", "\n")

    def _break(self, tag: str) -> None:
        self._broken = self._broken or tag in _BLOCKS
