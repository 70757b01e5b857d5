"""JSON: everything that the library knows of the chosen briefings, with nothing lost."""

from collections.abc import Iterator

from reeread import __version__
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.json_text import json_text
from reeread.export.likely import Estimates
from reeread.export.rows import Row, annotation_row, block_row, briefing_row, estimate_row, mark_row, tag_row
from reeread.model.extraction import Decision, Highlight

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
    yield "\n]}\n"


def _entry(entry: Entry) -> Iterator[str]:
    """Yield one briefing."""
    yield json_text(_article(entry))[:-1] + ', "annotations": ['
    estimates = Estimates(entry.article)
    for number, annotation in enumerate(entry.annotations):
        row = annotation_row(annotation) | estimate_row(estimates.of(annotation))
        yield (",\n" if number else "\n") + json_text(row)
    decisions = [_decision(one) for one in entry.highlights if one.decision is not Decision.OPEN]
    yield f'], "decisions": {json_text(decisions)}}}'


def _article(entry: Entry) -> Row:
    """Return a briefing with its text and structure."""
    article, briefing = entry.article, entry.article.briefing
    return briefing_row(briefing) | {
        "title_derived": briefing.title_derived,
        "byline": briefing.byline,
        "added": briefing.added,
        "version": article.version,
        "sha256": article.sha256,
        "warnings": list(article.warnings),
        "body": article.body,
        "blocks": [block_row(block) for block in article.blocks],
        "marks": [mark_row(mark) for mark in article.marks],
    }


def _decision(highlight: Highlight) -> Row:
    """Return what was decided on the suggestions of a sentence."""
    return {
        "start": highlight.start,
        "end": highlight.end,
        "decision": highlight.decision.value,
        "tags": list(highlight.suggested),
    }


FORMAT = Format(
    "json",
    ".json",
    Shape.TEXT,
    "Everything, for programs and for the way back.",
    write,
    "The bytes that came in, the log, suggestions that nobody decided.",
)
