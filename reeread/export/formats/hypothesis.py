"""Hypothes.is: the JSON that its client exports and imports."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from reeread import __version__
from reeread.export.addresses import target
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.json_text import json_text
from reeread.model.annotation import AnchorState, Annotation
from reeread.text.units import Unit, Units

_AUTHORITY = "reeread.invalid"
"""A domain that no one can have: our authors have no account there."""


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield one object; positions count UTF-16 code units, as browsers do.

    An orphan has its quote, and no position.
    """
    head = {
        "export_date": dossier.made,
        "export_userid": _account(dossier.authors[0] if dossier.authors else "nobody"),
        "client_version": f"reeread {__version__}",
    }
    yield json_text(head)[:-1] + ', "annotations": ['
    separator = "\n"
    for entry in dossier.entries:
        units = Units(entry.article.body, Unit.UTF16)
        for annotation in entry.annotations:
            yield separator + json_text(_annotation(entry, annotation, units))
            separator = ",\n"
    yield "\n]}\n"


def _annotation(entry: Entry, annotation: Annotation, units: Units) -> dict[str, Any]:
    briefing, anchor = entry.article.briefing, annotation.anchor
    address = target(briefing)
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    ]
    if annotation.state is not AnchorState.ORPHAN:
        start, end = units.of(anchor.start), units.of(anchor.end)
        selectors.insert(0, {"type": "TextPositionSelector", "start": start, "end": end})
    account = _account(annotation.author)
    return {
        "id": annotation.id,
        "created": annotation.created,
        "updated": annotation.modified,
        "user": account,
        "user_info": {"display_name": annotation.author},
        "uri": address,
        "text": annotation.note,
        "tags": list(annotation.tags),
        "group": "__world__",
        "permissions": {
            "read": ["group:__world__"],
            **{deed: [account] for deed in ("admin", "update", "delete")},
        },
        "target": [{"source": address, "selector": selectors}],
        "document": {"title": [briefing.title]},
        "links": {},
        "flagged": False,
        "hidden": False,
    }


def _account(author: str) -> str:
    return f"acct:{quote(author, safe='')}@{_AUTHORITY}"


FORMAT = Format(
    "hypothesis",
    ".json",
    Shape.TEXT,
    "Annotations for the Hypothes.is client, which imports such a file on the page that they are about.",
    write,
    "Bodies, blocks, grades, claims; an orphan has no position.",
)
