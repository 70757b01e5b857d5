"""A small app around the reader, and articles for it."""

import re
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import App, ComposeResult
from textual.message import Message

from reeread.messages import (
    AcceptRequested,
    CopyRequested,
    DeleteRequested,
    DismissRequested,
    MatchChanged,
    ModeChanged,
    NoteRequested,
    PassageChanged,
    RetagRequested,
    SpanChangeRequested,
    TagRequested,
)
from reeread.model.annotation import Annotation
from reeread.model.body import Block, BlockKind, Mark
from reeread.model.briefing import Article, Briefing
from reeread.model.extraction import Cue, Highlight, Likelihood, Suggestion
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.places import shipped
from reeread.text.anchors import anchor
from reeread.widgets.reader import Reader
from reeread.widgets.reader.painting import GUTTER

TAGS = (
    Tag("risk", "r", "#E69F00", ""),
    Tag("commitment", "c", "#56B4E9", ""),
    Tag("speculation", "s", "#CC79A7", ""),
    Tag("confirmed", "f", "#009E73", ""),
)
FAMILY = "👨‍👩‍👧‍👦"


def article(body: str, kinds: dict[int, BlockKind] | None = None, marks: tuple[Mark, ...] = ()) -> Article:
    """Return an article whose blocks are the stretches between empty lines, paragraphs unless said otherwise."""
    kinds = kinds or {}
    blocks = tuple(
        Block(kinds.get(at, BlockKind.PARAGRAPH), found.start(), found.end())
        for at, found in enumerate(re.finditer(r"[^\n]+(?:\n[^\n]+)*", body))
    )
    briefing = Briefing("b1", "Title", False, "-", "", "", "", len(body), 0, 0)
    return Article(briefing, "1", body, blocks, marks, "")


def prose(paragraphs: int, sentences: int = 3) -> Article:
    """Return an article of numbered sentences."""
    return article(
        "\n\n".join(
            " ".join(f"Paragraph {p} has a sentence {s} that goes on for a while." for s in range(sentences))
            for p in range(paragraphs)
        )
    )


def span_of(shown: Article, quote: str) -> Span:
    """Return where the quote first stands."""
    start = shown.body.index(quote)
    return Span(start, start + len(quote))


def annotation(shown: Article, quote: str, *tags: str, note: str = "") -> Annotation:
    """Return an annotation of the first place of the quote."""
    return Annotation(
        f"id {quote} {tags}", "b1", anchor(shown.body, span_of(shown, quote)), tags, note, "me", "", ""
    )


def highlight(shown: Article, quote: str, tag: str, cue: str, **more: Any) -> Highlight:
    """Return a key highlight that suggests a tag for a cue."""
    at, cued = span_of(shown, quote), span_of(shown, cue)
    suggestion = Suggestion(tag, 1.0, (Cue(cued.start, cued.end, cue, "test"),))
    return Highlight(at.start, at.end, quote, BlockKind.PARAGRAPH, 1.0, True, (suggestion,), **more)


LIKELY = Likelihood("likely", 55, 80)


class Host(App[None]):
    """The reader alone, with what it asked for."""

    CSS_PATH: ClassVar[list[str | Path]] = [shipped("styles") / "reader.tcss"]

    def __init__(self, shown: Article, **state: Any) -> None:
        super().__init__()
        self.shown = shown
        self.state = state
        self.asked: list[Message] = []

    def compose(self) -> ComposeResult:
        """Lay out the reader."""
        yield Reader()

    def on_mount(self) -> None:
        """Give the reader its article."""
        self.reader.codebook = TAGS
        self.reader.article = self.shown
        for name, value in self.state.items():
            setattr(self.reader, name, value)
        self.reader.focus()

    @property
    def reader(self) -> Reader:
        """Return the reader."""
        return self.query_one(Reader)

    @property
    def passage(self) -> str:
        """Return the text that the next deed is about."""
        return self.reader.passage.span.within(self.shown.body) if self.reader.passage else ""

    def rows(self) -> list[str]:
        """Return the rows of the screen as text, without gutter and margins."""
        reader = self.reader
        start = reader.left + GUTTER
        return [reader.render_line(y).text[start:].rstrip() for y in range(reader.size.height)]

    def gutters(self) -> list[str]:
        """Return the gutter of each row."""
        reader = self.reader
        return [
            reader.render_line(y).text[reader.left : reader.left + GUTTER] for y in range(reader.size.height)
        ]

    def look(self, words: str) -> Any:
        """Return the style of the first place on the screen where the words are drawn as one stretch."""
        for y in range(self.reader.size.height):
            for segment in self.reader.render_line(y):
                if segment.text.strip() == words:
                    return segment.style
        raise AssertionError(f"{words!r} is not drawn as one stretch")

    def asked_for(self, kind: type[Message]) -> list[Any]:
        """Return the requests of a kind."""
        return [message for message in self.asked if isinstance(message, kind)]

    @on(TagRequested)
    @on(NoteRequested)
    @on(AcceptRequested)
    @on(DismissRequested)
    @on(CopyRequested)
    @on(PassageChanged)
    @on(ModeChanged)
    @on(RetagRequested)
    @on(DeleteRequested)
    @on(SpanChangeRequested)
    @on(MatchChanged)
    def _keep(self, message: Message) -> None:
        """Keep what the reader says."""
        self.asked.append(message)
