"""JSON: everything that the library knows of the chosen briefings, with nothing lost."""

from collections.abc import Iterator

from reeread import __version__
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.json_text import json_text
from reeread.export.likely import Estimates
from reeread.export.rows import (
    Row,
    annotation_row,
    block_row,
    briefing_row,
    decided_row,
    estimate_row,
    mark_row,
    ruled_row,
    tag_row,
)

VERSION = "reeread/1"


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield one JSON object; each annotation has a line of its own, so that versions compare well."""
    head = {
        "format": VERSION,
        "generator": f"reeread {__version__}",
        "title": dossier.title,
        "scope": dossier.scope,
        "made": dossier.made,
        "authors": list(dossier.authors),
        "tags": [tag_row(tag) for tag in dossier.tags],
    }
    yield json_text(head)[:-1] + ', "briefings": ['
    for number, entry in enumerate(dossier.entries):
        yield ",\n" if number else "\n"
        yield from _entry(entry)
    rulings = [ruled_row(one) for one in dossier.rulings]
    yield f'\n], "claims": {json_text(rulings)}}}\n'


def _entry(entry: Entry) -> Iterator[str]:
    """Yield one briefing."""
    yield json_text(_article(entry))[:-1] + ', "annotations": ['
    estimates = Estimates(entry.article)
    for number, annotation in enumerate(entry.annotations):
        row = annotation_row(annotation) | estimate_row(estimates.of(annotation))
        yield (",\n" if number else "\n") + json_text(row)
    decisions = [decided_row(one) for one in entry.decisions]
    yield f'], "decisions": {json_text(decisions)}}}'


def _article(entry: Entry) -> Row:
    """Return a briefing with its text and structure."""
    article, briefing = entry.article, entry.article.briefing
    return briefing_row(briefing) | {
        "title_derived": briefing.title_derived,
        "byline": briefing.byline,
        "added": briefing.added,
        "state": briefing.state.value,
        "version": article.version,
        "sha256": article.sha256,
        "warnings": list(article.warnings),
        "language": article.language,
        "address": article.address,
        "format": article.format,
        "encoding": article.encoding,
        "body": article.body,
        "blocks": [block_row(block) for block in article.blocks],
        "marks": [mark_row(mark) for mark in article.marks],
    }


FORMAT = Format(
    "json",
    ".json",
    Shape.TEXT,
    "Everything, for programs and for the way back.",
    write,
    "The bytes that came in, the log, kept searches, suggestions that nobody decided.",
)
