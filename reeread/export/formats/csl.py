"""CSL-JSON: the sources, for reference managers and pandoc."""

from collections.abc import Iterator
from typing import Any

from reeread.export.citations import Citation, citations
from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.json_text import json_text


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield a list with an item for each source."""
    yield "["
    for number, citation in enumerate(citations(dossier)):
        yield (",\n" if number else "\n") + json_text(_item(citation))
    yield "\n]\n"


def _item(citation: Citation) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": citation.key,
        "type": "webpage" if citation.address else "document",
        "title": citation.title,
    }
    if citation.byline:
        item["author"] = [{"literal": citation.byline}]
    if citation.published:
        item["issued"] = _date(citation.published)
    if citation.address:
        item |= {"URL": citation.address, "accessed": _date(citation.added)}
    return item


def _date(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}


FORMAT = Format(
    "csl",
    ".json",
    Shape.TEXT,
    "The sources as CSL-JSON, for Zotero, pandoc and others.",
    write,
    "Everything but the sources.",
)
