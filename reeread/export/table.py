"""Passages as rows: what every table of them has, one row each."""

from collections.abc import Iterator

from reeread.export.dossier import Dossier, Entry
from reeread.export.likely import Estimate, Estimates
from reeread.model.annotation import Annotation

COLUMNS = (
    "briefing",
    "title",
    "source",
    "published",
    "reliability",
    "start",
    "end",
    "quote",
    "tags",
    "note",
    "author",
    "created",
    "modified",
    "state",
    "annotation",
    "credibility",
    "likelihood",
    "confidence",
    "mixed",
)

COMPUTED = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell may not begin with, or a spreadsheet takes it for a formula; the last four are full-width forms."""

NUMBERS = ("start", "end", "credibility")
"""The columns whose cells are whole numbers, or empty."""


def rows(dossier: Dossier) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each passage; the offsets count code points of the body."""
    for entry in dossier.entries:
        yield from rows_of(entry)


def rows_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    """Yield the cells of each passage of a briefing."""
    estimates = Estimates(entry.article.body, entry.article.blocks)
    for annotation in entry.annotations:
        yield _cells(entry, annotation, estimates.of(annotation))


def _cells(entry: Entry, annotation: Annotation, estimate: Estimate) -> tuple[str, ...]:
    briefing, anchor = entry.article.briefing, annotation.anchor
    return (
        briefing.id,
        briefing.title,
        briefing.source,
        briefing.published,
        briefing.grade.value if briefing.grade else "",
        str(anchor.start),
        str(anchor.end),
        anchor.exact,
        "; ".join(annotation.tags),
        annotation.note,
        annotation.author,
        annotation.created,
        annotation.modified,
        annotation.state.value,
        annotation.id,
        str(annotation.grade.value) if annotation.grade else "",
        *estimated(estimate),
    )


def estimated(estimate: Estimate) -> tuple[str, ...]:
    """Return the cells that say how likely and how sure a passage is."""
    return (
        estimate.likelihood.percents if estimate.likelihood else "",
        estimate.confidence.level.value if estimate.confidence else "",
        "; ".join(f"{one.kind}: {one.why}" for one in estimate.mixed),
    )
