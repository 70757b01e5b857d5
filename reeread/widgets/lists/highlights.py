"""The key sentences of the article, each with what was suggested and what became of it."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style

from reeread.messages import AcceptRequested, DismissRequested, JumpRequested, NoteRequested, TagRequested
from reeread.model.annotation import Annotation, Passage
from reeread.model.body import BlockKind
from reeread.model.extraction import DATE, Decision, Highlight
from reeread.model.tag import Tag
from reeread.text.display import line
from reeread.widgets.ink import ink
from reeread.widgets.lists.cards import Cards

_TEXT_ROWS = 3


class HighlightList(Cards):
    """Score bar, tags and likelihood over the sentence; the cursor follows the reader's."""

    ROWS = _TEXT_ROWS + 2
    COMPONENT_CLASSES: ClassVar[set[str]] = {"highlights--dismissed"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "read on here", id="list.choose", key_display="enter"),
        Binding("a", "accept", "accept", id="highlights.accept"),
        Binding("x", "dismiss", "dismiss", id="highlights.dismiss"),
        Binding("m", "note", "note", id="highlights.note", show=False),
    ]

    briefing: reactive[str] = reactive("", repaint=False)
    highlights: reactive[tuple[Highlight, ...]] = reactive(())
    annotations: reactive[tuple[Annotation, ...]] = reactive((), repaint=False)
    codebook: reactive[tuple[Tag, ...]] = reactive(())
    passage: reactive[Passage | None] = reactive(None, repaint=False)
    """Where the reader's cursor is."""
    initials: reactive[Mapping[str, str]] = reactive({})
    """The sign of each of the others who annotate, by name."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: list[Highlight] = []
        self._starts: list[int] = []

    def watch_highlights(self, highlights: tuple[Highlight, ...]) -> None:
        """List what is worth showing first, in the order of the text."""
        self._shown = [one for one in highlights if one.key and one.block != BlockKind.TITLE]
        self._starts = [one.start for one in self._shown]
        self.renew()
        self.watch_passage(self.passage)

    def watch_annotations(self, old: tuple[Annotation, ...], new: tuple[Annotation, ...]) -> None:
        """Show which highlights bear tags by now; those that bear the same as before are not painted again."""
        for mark in {*old} ^ {*new}:
            first = max(0, bisect_right(self._starts, mark.span.start) - 1)
            for index in range(first, bisect_left(self._starts, mark.span.end)):
                self.repaint(index)

    def watch_codebook(self) -> None:
        """Show the tags as they are called and painted now."""
        self.renew()

    def watch_initials(self) -> None:
        """Show who gave which tag."""
        self.renew()

    def watch_passage(self, passage: Passage | None) -> None:
        """Follow the reader's cursor: the highlight at it, else the last before it."""
        if passage is not None and passage.briefing == self.briefing and self._shown:
            self.index = max(0, bisect_right(self._starts, passage.span.start) - 1)

    def count(self) -> int:
        """Return how many highlights are listed."""
        return len(self._shown)

    def card(self, index: int, width: int) -> list[Content]:
        """Return signs and text of a highlight."""
        highlight = self._shown[index]
        room = max(1, width - 4)
        text = Content(line(highlight.text))
        dismissed = highlight.decision is Decision.DISMISSED
        style = self.get_visual_style("highlights--dismissed", partial=True) if dismissed else ""
        rows = text.wrap(room)
        if len(rows) > _TEXT_ROWS:
            rest = rows[_TEXT_ROWS - 1] + Content("…")
            rows = [*rows[: _TEXT_ROWS - 1], rest.truncate(room, ellipsis=True)]
        body = [Content.assemble("   ", (row.plain.rstrip(), style)) for row in rows]
        return [self._signs(highlight, width), *body]

    def _signs(self, highlight: Highlight, width: int) -> Content:
        """Return the line of signs: tags given, by whom if not by the reader, or suggested, likelihood or figure, decision; the score."""
        quiet = self.get_visual_style("cards--quiet", partial=True)
        given: dict[str, set[str]] = defaultdict(set)
        for mark in self._marks(highlight):
            for name in mark.tags:
                given[name].add(self.initials.get(mark.author, ""))
        suggested = {one.tag for one in highlight.tags if highlight.decision is Decision.OPEN}
        signs: list[Content | str | tuple[str, str | Style]] = [" "]
        for tag in self.codebook:
            if people := given.get(tag.name):
                look = f"bold {ink(self, tag.color)}"
                if "" in people:
                    signs.append((f"▌{tag.letter} ", look))
                if others := "".join(sorted(people)):
                    signs += [("▌", look), (others, "underline"), (f"{tag.letter} ", look)]
            elif tag.name in suggested:
                signs.append((f"▏{tag.letter.lower()}?", ink(self, tag.color)))
                signs.append(" ")
        signs.append((self._facts(highlight), quiet))
        score = f"{highlight.score:.2f} "
        left = Content.assemble(*signs).truncate(max(1, width - len(score)), ellipsis=True, pad=True)
        return Content.assemble(left, (score, quiet))

    def _facts(self, highlight: Highlight) -> str:
        """Return likelihood and confidence, else the first figure (a date for want of another), and the decision."""
        facts = []
        if highlight.likelihood:
            facts.append(f"{line(highlight.likelihood.term)} {highlight.likelihood.percents}")
        if highlight.confidence:
            facts.append(f"{highlight.confidence.level} confidence")
        if not facts and highlight.figures:
            shown = next((one for one in highlight.figures if one.unit != DATE), highlight.figures[0])
            facts.append(line(shown.text))
        if highlight.decision is Decision.DISMISSED:
            facts.append("dismissed")
        return " · ".join(facts)

    def _marks(self, highlight: Highlight) -> list[Annotation]:
        """Return the annotations that touch a highlight."""
        return [mark for mark in self.annotations if mark.span.overlaps(highlight.span)]

    def _passage(self, index: int) -> Passage:
        return Passage(self.briefing, self._shown[index].span)

    def choose(self, index: int) -> None:
        """Ask to go on reading at the highlight."""
        self.post_message(JumpRequested(self._passage(index)))

    def moved(self, index: int) -> None:
        """Ask to see the highlight in its place, without leaving the list."""
        self.post_message(JumpRequested(self._passage(index), stay=True))

    def action_accept(self) -> None:
        """Ask to take over what is suggested."""
        if self._shown:
            self.post_message(AcceptRequested(self._shown[self.index]))

    def action_dismiss(self) -> None:
        """Ask to refuse what is suggested."""
        if self._shown:
            self.post_message(DismissRequested(self._shown[self.index]))

    def action_note(self) -> None:
        """Ask to write a note on the highlight."""
        if self._shown:
            self.post_message(NoteRequested(self._passage(self.index)))

    def on_key(self, event: events.Key) -> None:
        """Tag the highlight under the cursor with the codebook's keys."""
        tag = next((tag for tag in self.codebook if tag.key and tag.key == event.character), None)
        if tag is not None and self._shown:
            event.stop()
            self.post_message(TagRequested(self._passage(self.index), tag.name))

    def hint(self) -> str:
        """Return what an empty list says."""
        return "No highlights here."
