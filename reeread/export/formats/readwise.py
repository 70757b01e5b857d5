"""Readwise: the CSV that it imports highlights from."""

from collections.abc import Iterator

from reeread.export.addresses import web
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.lines import csv_text
from reeread.model.annotation import Annotation

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield rows as RFC 4180 has them; cells are what they are, because Readwise computes nothing.

    Tags open the note as Readwise reads them, each with a full stop before it.
    """
    yield csv_text([COLUMNS])
    for entry in dossier.entries:
        yield csv_text(_cells(entry, annotation) for annotation in entry.annotations)


def _cells(entry: Entry, annotation: Annotation) -> tuple[str, ...]:
    briefing = entry.article.briefing
    tags = " ".join(f".{'-'.join(tag.split())}" for tag in annotation.tags)
    return (
        annotation.anchor.exact,
        briefing.title,
        briefing.byline,
        web(briefing),
        "\n".join(part for part in (tags, annotation.note) if part),
        str(annotation.anchor.start),
        annotation.created[:19].replace("T", " "),
    )


FORMAT = Format(
    "readwise",
    ".csv",
    Shape.TEXT,
    "Highlights for Readwise, tags and note together.",
    write,
    "Bodies, ends, who marked it, grades, claims.",
)
