"""What becomes of briefings: new, later, done; and which stacks they stand in."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reeread.messages import ListShown, StackRequested, TriageRequested
from reeread.model.briefing import Triage
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import number
from reeread.text.display import line

_STATES = tuple(Triage)


class Sorting(Desk):
    """Sorting out what there is to read."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "triage", "new, later, done", id="triage", show=False),
        Binding("S", "gather", "gather in a stack", id="stack", show=False),
    ]

    def action_triage(self) -> None:
        """Put the open briefing into the next state."""
        if self.opened:
            self.sort_out((self.opened,))

    def action_gather(self) -> None:
        """Gather the open briefing in a stack."""
        if self.opened:
            self.choose_stack((self.opened,))

    @on(ListShown)
    def _list_shown(self, shown: ListShown) -> None:
        """Say over the list which briefings it shows."""
        shown.stop()
        self.briefing_count = shown.words

    @on(TriageRequested)
    def _triage(self, request: TriageRequested) -> None:
        """Put briefings of the list into the next state."""
        request.stop()
        self.sort_out(request.briefings)

    def sort_out(self, briefings: tuple[str, ...]) -> None:
        """Put briefings into the state that follows the first one's."""
        from reeread.library import reading, triage

        found = reading.some(self.library, briefings)
        if not found:
            return
        first, briefings = found[0], tuple(one.id for one in found)
        state = _STATES[(_STATES.index(first.state) + 1) % len(_STATES)]
        with self.failures_shown():
            triage.set_states(self.library, briefings, state)
            self.list_anew()
            what = f"“{line(first.title)}” is" if len(briefings) == 1 else f"{len(briefings):,} briefings are"
            self.say(f"{what} {_said(state)}. {self.key_for('undo')} undoes.")

    @on(StackRequested)
    def _stack(self, request: StackRequested) -> None:
        """Gather briefings of the list in a stack."""
        request.stop()
        self.choose_stack(request.briefings)

    def choose_stack(self, briefings: tuple[str, ...]) -> None:
        """Let the reader choose the stack."""
        from reeread.library import reading
        from reeread.screens.dialogs.stack import StackDialog, StackWish

        found = reading.some(self.library, briefings)
        standing, briefings = [set(one.stacks) for one in found], tuple(one.id for one in found)
        every = set.intersection(*standing) if standing else set()

        def wished(wish: StackWish | None) -> None:
            if wish is not None:
                self._gather(briefings, wish.stack, out=wish.out)

        StackDialog(self.library, every, number(len(briefings), "briefing")).ask(self.app, wished)

    def _gather(self, briefings: tuple[str, ...], stack: str, *, out: bool) -> None:
        """Put briefings into a stack, or take them out."""
        from reeread.library import stacking

        with self.failures_shown():
            deed = partial(stacking.take_out if out else stacking.gather, self.library, briefings, stack)
            moved = deed()
            self.renew()
            done = "taken out of" if out else "gathered in"
            self.say(f"{number(moved, 'briefing')} {done} “{stack}”. {self.key_for('undo')} undoes.")


def _said(state: Triage) -> str:
    return {Triage.NEW: "new again", Triage.LATER: "put off for later", Triage.DONE: "done"}[state]
