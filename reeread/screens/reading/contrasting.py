"""What other briefings say to the one that is read: marked beside its lines, said in words, one key away."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.worker import get_current_worker

from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Briefing
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.errors import ReereadError
from reeread.model.extraction import Highlight
from reeread.model.span import Span
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import contrast_words, counts_words, short
from reeread.screens.stops import Stop, linked, ring, stop_at, stops
from reeread.widgets.reader import Linked

_STEPS = (20, 200)
"""Briefings that are compared: the latest few first, so that marks come soon, then as many as can be kept at hand."""


class Contrasting(Desk):
    """Claims that the open article shares with others, found beside the reading."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("percent_sign", "contrast", "who says the same or the opposite", id="contrast", show=False),
        Binding("ctrl+o", "return", "back to where % was pressed", id="contrast_back", show=False),
    ]

    claims: var[tuple[Claim, ...]] = var(())
    """Those of the briefings that were compared."""
    linked: var[tuple[Linked, ...]] = var(())
    """Passages of the open article that others state, too."""

    _stops: tuple[Stop, ...] = ()
    _stop: Stop | None = None
    """The one that the reader stands on."""
    _said = ""
    """What is said of the passage besides."""
    _round: tuple[ClaimPassage, ...] = ()
    """The passages of the claim that the reader walks through."""
    _news = ""
    """What is to be said on arriving where the reader goes."""
    _left: tuple[Passage, ...] = ()
    """Where the reader came from, the last place last."""

    def compare_all(self) -> None:
        """Look beside the reading for what briefings share, unless there is nothing to compare."""
        if self.is_furnished and self.opened and len(self.briefings) > 1:
            compare = partial(self._compare, self.opened, self.briefings)
            self.run_worker(compare, thread=True, exclusive=True, group="contrasting")

    def _compare(self, opened: str, briefings: Sequence[Briefing]) -> None:
        """Find the claims in a thread and hand them over as they come."""
        from reeread.library import claiming

        worker = get_current_worker()
        for count in _STEPS:
            latest = [one.id for one in briefings if one.id != opened][-count:]
            chosen = [one.id for one in briefings if one.id == opened or one.id in set(latest)]
            try:
                found = claiming.claims(self.library, chosen, tell=lambda *_: not worker.is_cancelled)
            except ReereadError:
                return  # one was taken out meanwhile, and all are compared anew
            if worker.is_cancelled or not self.is_attached:
                return
            self.app.call_from_thread(self._take_claims, found)
            if len(chosen) == len(briefings):
                return

    def _take_claims(self, claims: tuple[Claim, ...]) -> None:
        """Mark the claims."""
        self.claims = claims

    def watch_claims(self) -> None:
        """Count what does not fit, and mark what the open article shares."""
        self.watch_briefings()
        self._mark()

    def watch_briefings(self) -> None:
        """Count briefings, passages and what does not fit."""
        super().watch_briefings()
        passages = sum(one.annotations for one in self.briefings)
        self.counts = counts_words(len(self.briefings), passages, self.claims)

    def watch_article(self) -> None:
        """Mark what is known of the article, and look anew: it may be another version."""
        super().watch_article()
        self._mark()
        self.compare_all()

    def renew(self) -> None:
        """Read everything anew after a deed that may have touched anything."""
        super().renew()
        self.compare_all()

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

    def _titles(self) -> dict[str, str]:
        return {one.id: one.title for one in self.briefings}

    # Going there and back

    def action_contrast(self) -> None:
        """Go on to the next passage that states the same, and in the end back to the first."""
        stop, passage = self._stop, self.passage
        if stop is None or passage is None:
            self.say("No other briefing says anything to this, as far as is known.")
            return
        here = ring(stop, self.opened)
        if here[0] not in self._round or set(here) != set(self._round):
            self._round = here
        at = (self._round.index(here[0]) + 1) % len(self._round)
        target = self._round[at]
        self._left = (*self._left, passage)
        self._stop = Stop(target.span, stop.claim)
        title = short(self._titles().get(target.source, ""))
        keys = f"{self.key_for('contrast')} goes on, {self.key_for('contrast_back')} back."
        self._news = f"{title}: “{target.value}”, {at + 1} of {len(self._round)}. {keys}"
        self.open(target.source, Span(target.start, target.start))
        self.reader.focus()

    def action_return(self) -> None:
        """Go back to where the reader set off."""
        if not self._left:
            self.say(f"{self.key_for('contrast')} was not pressed yet.")
            return
        *rest, passage = self._left
        self._left = tuple(rest)
        self.open(passage.briefing, passage.span)
        self.reader.focus()
