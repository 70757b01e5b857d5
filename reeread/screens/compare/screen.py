"""The screen of articles side by side: which passages belong together, and the way through them."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Container, Vertical
from textual.reactive import var
from textual.widgets import Static

from reeread import places as shipped_places
from reeread.library import Library, claiming
from reeread.library.drafts import Drafts
from reeread.messages import ModeChanged
from reeread.model.claim import Claim
from reeread.model.errors import ReereadError
from reeread.model.keyhint import KeyHint
from reeread.model.span import Span
from reeread.screens.compare.side import Side
from reeread.screens.compare.sides import Sides
from reeread.screens.compare.words import claim_words, partner_words, shared_words
from reeread.screens.deeds import Place, declared, tagging
from reeread.screens.hints import hints
from reeread.screens.memory import Places
from reeread.screens.reading.hub_words import beside_words
from reeread.screens.stops import Stop, linked, stop_at, stop_beyond, stops
from reeread.text.display import line
from reeread.widgets.claimline import ClaimLine
from reeread.widgets.find import FindBar
from reeread.widgets.keyline import KeyLine
from reeread.widgets.reader import SELECTING_KEYS, Reader
from reeread.widgets.status import StatusLine


class CompareScreen(Sides):
    """Two or three articles, each with its own cursor; hands back the id of the one to read on."""

    CSS_PATH = shipped_places.shipped("styles") / "compare.tcss"
    AUTO_FOCUS = "Reader"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right_parenthesis", "claim(1)", "next claim", id="next_claim"),
        Binding("left_parenthesis", "claim(-1)", "previous claim", id="previous_claim", show=False),
        Binding("equals_sign", "together", "scroll together", id="together"),
        Binding("question_mark", "help", "keys", id="help"),
    ]

    words: var[str] = var("")
    """What is under the cursor."""
    place: var[str] = var("")
    """Where the cursor is."""
    beside: var[tuple[str, ...]] = var(())
    """What stands before the place: how many authors are hidden."""
    message: var[str] = var("")
    """What just happened."""
    hints: var[tuple[KeyHint, ...]] = var(())
    """The keys that work now."""
    stop: var[Stop | None] = var(None)
    """The shared passage that the reader stands on."""
    together: var[bool] = var(False)
    """Whether the other articles follow to the partners of what the reader stands on."""

    def __init__(
        self, library: Library, places: Places, drafts: Drafts, briefings: Sequence[str], keymap: Keymap
    ) -> None:
        super().__init__(library, places, drafts, briefings)
        self.keymap = keymap
        self.set_reactive(CompareScreen.beside, beside_words(len(places.hidden), ()))
        self._compared: tuple[str, ...] = ()
        """The ids that the claims are of; empty while they are not known."""
        self._claims: tuple[Claim, ...] = ()
        self._stops: dict[str, tuple[Stop, ...]] = {}
        self._new: set[Side] = set()
        """Sides that came since the claims were known: these may still move to a partner by themselves."""

    def compose(self) -> ComposeResult:
        """Lay out the claim above, the articles, and the lines below."""
        yield ClaimLine(id="claim")
        with Container(id="sides"):
            for briefing in self.briefings:
                yield Side(self.library, self.places, self.drafts, briefing)
        with Vertical(id="compare-foot"):
            yield StatusLine().data_bind(
                CompareScreen.words, CompareScreen.place, CompareScreen.message, CompareScreen.beside
            )
            yield KeyLine().data_bind(CompareScreen.hints)
        yield Static("Articles side by side need 40 columns and 10 rows.", id="too-small", markup=False)

    # The claims

    def follow(self, side: Side) -> None:
        """Hear of what changes on a side, too."""
        super().follow(side)
        self._new.add(side)
        self.watch(side, "article", self.regroup, init=False)
        self.watch(side, "passage", lambda: self._moved(side), init=False)
        for said in ("words", "place", "message"):
            self.watch(side, said, self._say, init=False)
        self.regroup()

    def on_descendant_focus(self) -> None:
        """Let claims, words and keys be those of the article in focus."""
        self.mark_focus()
        self._stand()
        self._say()
        self.show_keys()

    def regroup(self) -> None:
        """Look beside the reading for what the articles share."""
        ids = tuple(side.opened for side in self.sides)
        if not all(ids) or ids == self._compared:
            return
        self._compared, self._claims, self._stops = (), (), {}
        self._link()
        self.run_worker(partial(self._find_claims, ids), thread=True, exclusive=True, group="comparing")

    def _find_claims(self, ids: tuple[str, ...]) -> None:
        """Find the claims in a thread and hand them over."""
        try:
            claims = claiming.claims(self.library, ids)
        except ReereadError as error:
            self.app.call_from_thread(self.notify, line(str(error)), severity="error", markup=False)
            return
        if self.is_attached:
            self.app.call_from_thread(self._take, ids, claims)

    def _take(self, ids: tuple[str, ...], claims: tuple[Claim, ...]) -> None:
        """Mark the claims, unless other articles are open by now."""
        if not self.is_there or ids != tuple(side.opened for side in self.sides):
            return
        self._compared, self._claims = ids, claims
        self._stops = {id: stops(claims, id) for id in ids}
        self._stand()
        self._link()
        for side in self._new - {self.side}:
            self._bring(side)
        self._new.clear()

    def _moved(self, side: Side) -> None:
        """Remember the place, and light the partners of the passage that the reader has moved to."""
        side.leave()
        self.side.leave()  # the last one is where reading goes on another day
        if side is self.side:
            before = self.stop
            self._stand()
            if self.together and self.stop is not None and self.stop != before:
                self._bring_all()

    def _stand(self) -> None:
        """Find out on which shared passage the reader stands."""
        side, passage = self.side, self.side.passage
        places = self._stops.get(side.opened, ())
        if passage is None or passage.briefing != side.opened:
            self.stop = None
        elif self.stop not in places or self.stop is None or not self.stop.span.overlaps(passage.span):
            self.stop = stop_at(places, passage.span, self.stop.claim if self.stop else None)
        self._link()

    def _link(self) -> None:
        """Mark shared passages on every side, and light the partners of the present one."""
        claim = self.stop.claim if self.stop else None
        for side in self.sides:
            lit = claim if side is not self.side else None
            side.linked = linked(self._stops.get(side.opened, ()), lit)
        self._say()

    def action_claim(self, by: int) -> None:
        """Move to the next shared claim of the article, or the one before, and let the others follow."""
        side = self.side
        places = self._stops.get(side.opened, ())
        if side.passage is None or not self._compared:
            return
        found = stop_beyond(places, self.stop, side.passage.span, by)
        if found is None:
            where = "after" if by > 0 else "before"
            side.say(
                f"No shared claim {where} this one." if places else "This article shares no claims here."
            )
            return
        side.message = ""
        self.stop = found
        side.reader.leap()
        _show(side, found.span)
        self._link()
        self._bring_all()

    def action_together(self) -> None:
        """Let the other articles follow, or leave them where they are."""
        self.together = not self.together
        self.side.say(
            "The other articles follow from claim to claim."
            if self.together
            else "Each article scrolls by itself."
        )
        if self.together:
            self._bring_all()

    def _bring_all(self) -> None:
        """Show the partners of the present passage on the other sides."""
        for side in self.sides:
            if side is not self.side:
                self._bring(side)

    def _bring(self, side: Side) -> None:
        """Put the cursor of a side on the partner of the present passage, if it has one and does not show it."""
        if self.stop is None:
            return
        partners = [stop.span for stop in self._stops.get(side.opened, ()) if stop.claim == self.stop.claim]
        here = side.passage.span if side.passage else Span(0, 0)
        if partners:
            _show(side, next((span for span in partners if span.overlaps(here)), partners[0]))

    # What is said

    def _say(self) -> None:
        """Say in words what is under the cursor, and what is claimed there."""
        side, stop = self.side, self.stop
        titles = {one.opened: one.title_words for one in self.sides}
        shared = partner_words(stop, side.opened, titles) if stop else ""
        self.words = " · ".join(part for part in (shared, side.words) if part)
        self.place, self.message = side.place, side.message
        head = self.query_one(ClaimLine)
        if stop is not None:
            claim = stop.claim
            head.verdict, head.label, head.facts = claim.verdict.value, line(claim.label), claim_words(claim)
            head.sign = claim.verdict.sign
        else:
            said = shared_words(self._claims) if self._compared else "Comparing…"
            head.verdict = head.sign = head.facts = ""
            head.label = said
        places = self._stops.get(side.opened, ())
        at = f"{places.index(stop) + 1} of {len(places)}" if stop in places else ""
        more = f"{side.key_for('next_claim')} next" if places else ""
        head.more = "  ".join(part for part in (at, more) if part)

    @on(ModeChanged)
    def show_keys(self) -> None:
        """Show the keys that work now, those of this screen before those that reading has, too."""
        typing = not isinstance(self.focused, Reader)
        own = [deed.does for deed in declared(CompareScreen, {})]
        tags = () if typing else self.side.codebook
        first = SELECTING_KEYS if self.reader.selecting else {}
        *found, last = hints(self, tags, typing=typing, first=first)
        leading = [] if typing else [hint for hint in found if hint.does in first.values()]
        rest = [hint for hint in found if hint not in leading]
        rest.sort(
            key=lambda hint: -1 if hint.color else own.index(hint.does) if hint.does in own else len(own)
        )
        self.hints = (*leading, *rest, last)

    def key_places(self) -> tuple[Place, ...]:
        """Return every key of the screen by the place where it works."""
        keymap = self.keymap
        reader = (*tagging(self.side.codebook), *declared(Reader, keymap), *declared(Side, keymap))
        return (
            Place("articles", declared(CompareScreen, keymap)),
            Place("article", reader, "Side.-here Reader"),
            Place("find bar", declared(FindBar, keymap), "Side.-here FindBar"),
            Place("everywhere", declared(type(self.app), keymap)),
        )

    def action_help(self) -> None:
        """Show every key."""
        from reeread.screens.dialogs.keys import KeysDialog

        self.app.push_screen(KeysDialog(self.key_places()))


def _show(side: Side, span: Span) -> None:
    """Put the cursor of a side on the sentence that a passage begins in."""
    side.reader.show(Span(span.start, span.start))
