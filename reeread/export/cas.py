"""The analysis structure of UIMA: one for each briefing, its text with blocks and passages over it."""

from collections.abc import Iterator
from typing import NamedTuple

from reeread.export.addresses import target
from reeread.export.dossier import Entry
from reeread.export.xml_text import storable
from reeread.text.units import Unit, Units

VIEW = "_InitialView"
STRING, STRINGS = "uima.cas.String", "uima.cas.StringArray"
ANNOTATION = "uima.tcas.Annotation"

TYPES: dict[str, dict[str, str]] = {
    "reeread.Briefing": {
        "reeread_id": STRING,
        "title": STRING,
        "byline": STRING,
        "published": STRING,
        "address": STRING,
        "sha256": STRING,
    },
    "reeread.Block": {"kind": STRING},
    "reeread.Passage": {
        "annotation": STRING,
        "tags": STRINGS,
        "note": STRING,
        "author": STRING,
        "created": STRING,
        "modified": STRING,
        "state": STRING,
    },
}
"""Our types with the ranges of their features; all stand over a stretch of text."""


class Structure(NamedTuple):
    """One annotation of a text, as UIMA has it."""

    type: str
    begin: int
    """In UTF-16 code units."""
    end: int
    features: dict[str, str | tuple[str, ...]]


def text(entry: Entry) -> str:
    """Return the text of a briefing; what XML cannot hold stands as one visible mark each, so that offsets hold."""
    return storable(entry.article.body)


def structures(entry: Entry) -> Iterator[Structure]:
    """Yield the briefing itself, its blocks, and the passages that stand in it."""
    article, briefing = entry.article, entry.article.briefing
    units = Units(article.body, Unit.UTF16)
    about = {
        "reeread_id": briefing.id,
        "title": briefing.title,
        "byline": briefing.byline,
        "published": briefing.published,
        "address": target(briefing),
        "sha256": article.sha256,
    }
    yield Structure("reeread.Briefing", 0, units.of(len(article.body)), {**about})
    for block in article.blocks:
        yield Structure(
            "reeread.Block", units.of(block.start), units.of(block.end), {"kind": block.kind.value}
        )
    for one in entry.standing:
        features: dict[str, str | tuple[str, ...]] = {
            "annotation": one.id,
            "tags": one.tags,
            "note": one.note,
            "author": one.author,
            "created": one.created,
            "modified": one.modified,
            "state": one.state.value,
        }
        yield Structure("reeread.Passage", units.of(one.anchor.start), units.of(one.anchor.end), features)


def name(entry: Entry) -> str:
    """Return the name of a briefing's file, without its ending."""
    return entry.article.briefing.id
