"""A dossier with all that can go wrong in it."""

from dataclasses import dataclass

import pytest

from reeread.export.dossier import Dossier, Entry
from reeread.model.annotation import Annotation
from reeread.model.body import Block, BlockKind
from reeread.model.briefing import Article, Briefing
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.text.anchors import anchor

TAGS = tuple(
    Tag(name, name[0], "#000000", "", position)
    for position, name in enumerate(("risk", "commitment", "speculation", "confirmed", "measure"), 1)
)


@dataclass(frozen=True)
class Maker:
    """Makes dossiers of a few lines."""

    def briefing(self, number: int, body: str, title: str, source: str, annotations: int) -> Briefing:
        """Return a briefing of a body."""
        return Briefing(
            f"id-{number}",
            title,
            False,
            source,
            "2025-10-29T08:00:00Z",
            "",
            "2025-10-30T08:00:00Z",
            len(body),
            2,
            annotations,
        )

    def entry(
        self,
        *marks: tuple[str, tuple[str, ...], str],
        body: str,
        number: int = 1,
        title: str = "Port reopens",
        source: str = "wire.txt",
        author: str = "ana",
    ) -> Entry:
        """Return a briefing of one block; each mark is a quote, its tags and its note."""
        annotations = []
        for at, (quote, tags, note) in enumerate(marks):
            start = body.index(quote)
            place = anchor(body, Span(start, start + len(quote)))
            annotations.append(
                Annotation(
                    f"mark-{at}",
                    f"id-{number}",
                    place,
                    tags,
                    note,
                    author,
                    "2025-10-30T09:00:00Z",
                    "2025-10-30T09:05:00Z",
                )
            )
        briefing = self.briefing(number, body, title, source, len(marks))
        article = Article(briefing, "1", body, (Block(BlockKind.PARAGRAPH, 0, len(body)),), (), "sha")
        return Entry(article, tuple(annotations))

    def dossier(self, *entries: Entry, title: str = "Ports") -> Dossier:
        """Return a dossier of these entries."""
        authors = tuple(sorted({one.author for entry in entries for one in entry.annotations}))
        return Dossier(title, "the whole library", "2025-10-31T10:00:00Z", authors, TAGS, entries)


@pytest.fixture
def make() -> Maker:
    """Return what makes dossiers."""
    return Maker()
