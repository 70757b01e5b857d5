"""A dialog that filters a list while one types and hands back what is chosen."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from reeread.screens.dialogs.dialog import Dialog

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class Row(Generic[Choice]):
    """A line of the list and what it stands for."""

    shown: Content
    choice: Choice


class Choices(OptionList):
    """The rows; a click on one that has gone since is none."""

    def on_click(self, event: events.Click) -> None:
        """Keep such a click from Textual's own handler, which would fall over it."""
        if int(event.style.meta.get("option", -1)) >= self.option_count:
            event.prevent_default().stop()


class Chooser(Dialog[Choice]):
    """Type to filter, up and down to move, enter to choose.

    A kind of chooser says which rows fit what was typed (`rows`); it may answer at once, or call
    `show_rows` when it has them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,ctrl+n", "move(1)", "next", id="dialog.next"),
        Binding("up,ctrl+p", "move(-1)", "previous", id="dialog.previous"),
        Binding("pagedown", "turn(1)", "page down", id="dialog.page_down"),
        Binding("pageup", "turn(-1)", "page up", id="dialog.page_up"),
    ]
    KEYS = "↑↓ move   enter choose   escape back"
    PLACEHOLDER = "type to filter"

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row[Choice]] = ()

    def parts(self) -> Iterator[Widget]:
        """Return the field, the list, and the line that says how many there are."""
        yield self.field()
        choices = Choices(id="chooser-list", markup=False)
        choices.can_focus = False
        yield choices
        yield Static("", id="chooser-said", markup=False)

    def field(self) -> Input:
        """Return the field in which one types."""
        return Input(placeholder=self.PLACEHOLDER, id="chooser-typed")

    def on_mount(self) -> None:
        """Show everything at first."""
        super().on_mount()
        self.query_one(Input).focus()
        self.typed("")

    @property
    def rows(self) -> Sequence[Row[Choice]]:
        """Return the rows that are listed."""
        return self._rows

    @property
    def highlighted(self) -> int:
        """Return the row under the cursor, 0 in an empty list."""
        return self.query_one(OptionList).highlighted or 0

    def typed(self, text: str) -> None:
        """Find the rows that fit and show them."""
        raise NotImplementedError

    def choose(self, choice: Choice) -> None:
        """Hand back what was chosen."""
        self.dismiss(choice)

    def say(self, said: str) -> None:
        """Say something below the list."""
        self.query_one("#chooser-said", Static).update(said)

    def show_rows(self, rows: Sequence[Row[Choice]], said: str = "") -> None:
        """List the rows, with the first one ready to be chosen, and say something of them."""
        self._rows = rows
        choices = self.query_one(OptionList)
        choices.clear_options()
        choices.add_options([Option(row.shown) for row in rows])
        choices.highlighted = 0 if rows else None
        self.say(said)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Filter by what was typed."""
        event.stop()
        self.typed(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Choose the row under the cursor."""
        event.stop()
        at = self.query_one(OptionList).highlighted
        if at is not None and at < len(self._rows):
            self.choose(self._rows[at].choice)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        """Choose the row that was clicked, unless the list has changed since."""
        event.stop()
        if event.option in self.query_one(OptionList).options:
            self.choose(self._rows[event.option_index].choice)

    def action_move(self, by: int) -> None:
        """Move the cursor of the list, round its ends."""
        if self._rows:
            self.query_one(OptionList).highlighted = (self.highlighted + by) % len(self._rows)

    def action_turn(self, by: int) -> None:
        """Move the cursor of the list by pages."""
        choices = self.query_one(OptionList)
        if self._rows:
            page = max(1, choices.size.height - 1)
            choices.highlighted = max(0, min(self.highlighted + by * page, len(self._rows) - 1))
