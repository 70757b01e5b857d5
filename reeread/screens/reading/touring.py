"""A short tour of the reader on the worked example: each step names a key, and pressing it leads to the next."""

from pathlib import Path
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType

from reeread import places
from reeread.messages import TagRequested
from reeread.screens.memory import Memory
from reeread.screens.reading.desk import Desk

_TAG = "tag"


class Step(NamedTuple):
    """One step of the tour."""

    deed: str
    """The id of the key that leads to the next, or "tag" for any tag's."""
    says: str


class Touring(Desk):
    """The tour and how far it is; it can be left at any moment, and comes unasked only once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1", "tour", "take the tour", id="tour", show=False),
    ]

    memory: Memory
    _steps: tuple[Step, ...] = ()
    _step = 0

    def welcome(self) -> None:
        """Offer the tour to somebody who reads the worked example for the first time."""
        if not self.memory.toured and self.article is not None and self._is_example():
            self.action_tour()

    def action_tour(self) -> None:
        """Begin the tour, anew if it is under way."""
        self.leave_tour()
        from reeread.widgets.tour import TourPanel  # few take it, and only once

        self._steps, self._step = steps(), 0
        self.article_pane.mount(TourPanel())  # without an id: one that was left is still on its way out
        self.call_after_refresh(self._show_step)
        self.reader.focus()

    def leave_tour(self) -> bool:
        """Leave the tour for good; return whether there was one."""
        panels = self.query("TourPanel")
        if not panels:
            return False
        panels.remove()
        self._steps = ()
        self.memory.toured = True
        return True

    def on_key(self, event: events.Key) -> None:
        """Go on when the key was the one that the step names."""
        if self._step < len(self._steps):
            active = self.screen.active_bindings.get(event.key)
            if active is not None and active.binding.id == self._steps[self._step].deed:
                self._go_on()

    @on(TagRequested)
    def _tagged(self) -> None:
        """Go on when a tag's key was what the step names."""
        if self._step < len(self._steps) and self._steps[self._step].deed == _TAG:
            self._go_on()

    def _go_on(self) -> None:
        """Show the next step, or end."""
        self._step += 1
        if self._step < len(self._steps):
            self._show_step()
        else:
            self.leave_tour()

    def _show_step(self) -> None:
        """Say what the step says and which key it waits for, unless the tour was left meanwhile."""
        from reeread.widgets.tour import TourPanel

        if self._step >= len(self._steps):
            return
        step = self._steps[self._step]
        for panel in self.query(TourPanel):
            keys = " ".join(tag.key for tag in self.codebook if tag.key and not tag.retired)
            panel.key = keys if step.deed == _TAG else self._key(step.deed)
            panel.says, panel.place = step.says, f"{self._step + 1} of {len(self._steps)}"

    def _key(self, deed: str) -> str:
        """Return the key of a deed that is quickest to read."""
        active = self.screen.active_bindings.values()
        keys = [self.app.get_key_display(one.binding) for one in active if one.binding.id == deed]
        return min(keys, key=lambda key: (not key.isascii(), len(key)), default=deed)

    def _is_example(self) -> bool:
        """Return whether the library holds the texts that come with the program."""
        seeds = {seed.name for seed in places.shipped("seeds").glob("*.txt")}
        here = {Path(one.source).name for one in self.briefings[: len(seeds)]}
        return here >= seeds


def steps() -> tuple[Step, ...]:
    """Return the steps of the tour, in order."""
    import tomllib  # not needed by those who took it

    data = tomllib.loads(Path(__file__).with_name("tour.toml").read_text("utf-8"))
    return tuple(Step(one["deed"], one["says"]) for one in data["step"])
