"""What other briefings say to the one that is read: marked beside its lines, said in words, one key away."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var

from reeread.model.annotation import Annotation, Passage
from reeread.model.claim import ClaimPassage
from reeread.model.extraction import Highlight
from reeread.model.span import Span
from reeread.screens.reading.disputing import Disputing
from reeread.screens.reading.words import contrast_words, short
from reeread.screens.stops import Stop, linked, ring, stop_at, stops
from reeread.widgets.reader import Linked


class Contrasting(Disputing):
    """Claims that the open article shares with others, as they become known."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("percent_sign", "contrast", "who says the same or the opposite", id="contrast", show=False),
    ]

    linked: var[tuple[Linked, ...]] = var(())
    """Passages of the open article that others state, too."""

    _stops: tuple[Stop, ...] = ()
    _stop: Stop | None = None
    """The one that the reader stands on, or stood on last."""
    _said = ""
    """What is said of the passage besides."""
    _round: tuple[ClaimPassage, ...] = ()
    """The passages of the claim that the reader walks through."""
    _news = ""
    """What is to be said on arriving where the reader goes."""

    def watch_claims(self) -> None:
        """Mark what the open article shares with others."""
        self._mark()

    def watch_article(self) -> None:
        """Mark what is known of the article, and look anew: it may be another version, or an old briefing."""
        super().watch_article()
        self._mark()
        if self.is_furnished and self.article is not None:
            self.count_disputes()

    def _mark(self) -> None:
        """Mark the passages of the open article that others state, too."""
        self._stops = stops(self.claims, self.opened)
        self.linked = linked(self._stops, None)
        self._stand()

    # What is under the cursor

    def tell(
        self,
        passage: Passage,
        annotations: Sequence[Annotation],
        highlight: Highlight | None,
        chosen: Annotation | None = None,
    ) -> None:
        """Say what is under the cursor, first of all what others say to it."""
        super().tell(passage, annotations, highlight, chosen)
        self._said = self.words
        self._stand()
        if self._news and self._stop is not None and self._stop.span.overlaps(passage.span):
            self.say(self._news)
            self._news = ""

    def _stand(self) -> None:
        """Find out on which shared passage the reader stands, and say it."""
        passage = self.passage
        if passage is not None and passage.briefing == self.opened:
            self._stop = stop_at(self._stops, passage.span, self._stop.claim if self._stop else None)
            shared = contrast_words(self._stop, self.opened, self._titles()) if self._stop else ""
            self.words = " · ".join(part for part in (shared, self._said) if part)

    def _titles(self) -> Mapping[str, str]:
        from reeread.library.titles import Titles

        return Titles(self.library)

    # Going there and back

    def action_contrast(self) -> None:
        """Go on to the next passage that states the same, and in the end back to the first."""
        stop = self._stop
        if stop is None or self.passage is None:
            self.say("No other briefing says anything to this, as far as is known.")
            return
        here = ring(stop, self.opened)
        if here[0] not in self._round or set(here) != set(self._round):
            self._round = here
        at = (self._round.index(here[0]) + 1) % len(self._round)
        target = self._round[at]
        self._stop = Stop(target.span, stop.claim)
        title = short(self._titles().get(target.source, ""))
        keys = f"{self.key_for('contrast')} goes on, {self.key_for('go_back')} back."
        self._news = f"{title}: “{target.value}”, {at + 1} of {len(self._round)}. {keys}"
        self.open(target.source, Span(target.start, target.start))
        self.reader.focus()
