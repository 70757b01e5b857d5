"""W3C Web Annotation: passages as JSON-LD, for anything that knows the web's own model."""

from collections.abc import Iterator
from typing import Any

from reeread import __version__
from reeread.export.addresses import target
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.guids import guid
from reeread.export.json_text import json_text
from reeread.model.annotation import AnchorState, Annotation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield an AnnotationCollection with one page; positions count code points of the body.

    An orphan has its quote, and no position.
    """
    collection = f"urn:uuid:{guid('collection', f'{dossier.title} {dossier.made}')}"
    page = f"urn:uuid:{guid('page', f'{dossier.title} {dossier.made}')}"
    head = {"@context": CONTEXT, "id": collection, "type": "AnnotationCollection", "label": dossier.title}
    first = {"id": page, "type": "AnnotationPage", "partOf": collection, "startIndex": 0}
    yield json_text(head)[:-1] + ', "first": ' + json_text(first)[:-1] + ', "items": ['
    total = 0
    for entry in dossier.entries:
        for annotation in entry.annotations:
            yield (",\n" if total else "\n") + json_text(_annotation(entry, annotation))
            total += 1
    yield f'\n]}}, "total": {total}}}\n'


def _annotation(entry: Entry, annotation: Annotation) -> dict[str, Any]:
    anchor = annotation.anchor
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in annotation.tags]
    if annotation.note:
        note = {
            "type": "TextualBody",
            "purpose": "commenting",
            "format": "text/plain",
            "value": annotation.note,
        }
        bodies.insert(0, note)
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": anchor.exact, "prefix": anchor.prefix, "suffix": anchor.suffix}
    ]
    if annotation.state is not AnchorState.ORPHAN:
        selectors.append({"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end})
    return {
        "@context": CONTEXT,
        "id": f"urn:uuid:{guid('annotation', annotation.id)}",
        "type": "Annotation",
        "motivation": "commenting" if annotation.note else "tagging" if annotation.tags else "highlighting",
        "created": annotation.created,
        "modified": annotation.modified,
        "creator": {
            "id": f"urn:uuid:{guid('author', annotation.author)}",
            "type": "Person",
            "name": annotation.author,
        },
        "generator": {
            "id": f"urn:uuid:{guid('program', 'reeread')}",
            "type": "Software",
            "name": f"reeread {__version__}",
        },
        **({"body": bodies} if bodies else {}),
        "target": {"source": target(entry.article.briefing), "selector": selectors},
    }


FORMAT = Format(
    "w3c",
    ".jsonld",
    Shape.TEXT,
    "Web Annotations (JSON-LD), for annotation servers and programs of the web.",
    write,
    "Bodies, blocks, titles, grades, claims; an orphan has no position.",
)
