"""CSV: one row for each passage, for a spreadsheet."""

import csv
from collections.abc import Iterator

from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.likely import Estimate, Estimates
from reeread.model.annotation import Annotation
from reeread.text import display

COLUMNS = (
    "briefing",
    "title",
    "source",
    "published",
    "start",
    "end",
    "quote",
    "tags",
    "note",
    "author",
    "created",
    "modified",
    "state",
    "likelihood",
    "confidence",
    "mixed",
    "annotation",
    "reliability",
    "credibility",
)

COMPUTED = tuple("=+-@\t\r\n＝＋－＠")
"""What a cell may not begin with, or a spreadsheet takes it for a formula; the last four are full-width forms."""


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield rows as RFC 4180 has them, lines ending in CR LF.

    Unless raw cells are asked for, a cell that a spreadsheet would compute begins with an apostrophe, and
    control characters are shown as marks.
    """
    line = _Line()
    writer = csv.writer(line)
    writer.writerow(COLUMNS)
    yield line.text
    for entry in dossier.entries:
        estimates = Estimates(entry.article)
        for annotation in entry.annotations:
            cells = _cells(entry, annotation, estimates.of(annotation))
            writer.writerow(cells if options.raw_cells else [guarded(cell) for cell in cells])
            yield line.text


def guarded(cell: str) -> str:
    """Return a cell that is text for every spreadsheet and harmless in a terminal."""
    return display.safe(f"'{cell}" if cell.startswith(COMPUTED) else cell)


def _cells(entry: Entry, annotation: Annotation, estimate: Estimate) -> tuple[str, ...]:
    """Return the cells of one passage; the offsets count code points of the body."""
    briefing, anchor = entry.article.briefing, annotation.anchor
    return (
        briefing.id,
        briefing.title,
        briefing.source,
        briefing.published,
        str(anchor.start),
        str(anchor.end),
        anchor.exact,
        "; ".join(annotation.tags),
        annotation.note,
        annotation.author,
        annotation.created,
        annotation.modified,
        annotation.state.value,
        estimate.likelihood.percents if estimate.likelihood else "",
        estimate.confidence.level.value if estimate.confidence else "",
        "; ".join(f"{one.kind}: {one.why}" for one in estimate.mixed),
        annotation.id,
        briefing.grade.value if briefing.grade else "",
        str(annotation.grade.value) if annotation.grade else "",
    )


class _Line:
    """What the csv module writes to: keeps the last line."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text = text


FORMAT = Format(
    "csv",
    ".csv",
    Shape.TEXT,
    "One row for each passage, for a spreadsheet.",
    write,
    "Bodies, blocks, the meanings of tags, claims; a passage of an orphan has its old place.",
)
