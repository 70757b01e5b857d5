"""The article alone, and how wide its text runs."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var

from reeread.screens.memory import MEASURE, NARROWEST, WIDEST, Memory
from reeread.screens.reading.desk import Desk

_STEP = 5


class Focusing(Desk):
    """What stands around the article goes away and comes back; the measure is remembered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("Z", "focus_mode", "the article alone", id="focus_mode", show=False),
        Binding("less_than_sign", "measure(-1)", "narrower text", id="narrower", show=False),
        Binding("greater_than_sign", "measure(1)", "wider text", id="wider", show=False),
    ]

    alone: var[bool] = var(False)
    """Whether the article is all that shows."""
    measure: var[int] = var(MEASURE)
    """The widest that text may run, in cells."""
    memory: Memory

    def action_focus_mode(self) -> None:
        """Show the article alone, or all around it again."""
        self.alone = not self.alone
        if self.alone:
            self.reader.focus()
            self.say(f"The article alone. {self.key_for('focus_mode')} or escape brings the rest back.")

    def watch_alone(self, alone: bool) -> None:
        """Put away what stands around, or bring it back."""
        self.set_class(alone, "-alone")

    def leave_alone(self) -> bool:
        """Bring back what stands around; return whether it was away."""
        was, self.alone = self.alone, False
        return was

    def action_measure(self, by: int) -> None:
        """Let text run narrower or wider."""
        self.measure = min(max(self.measure + by * _STEP, NARROWEST), WIDEST)
        self.memory.measure = self.measure
        self.say(f"Text runs at most {self.measure} columns wide.")
