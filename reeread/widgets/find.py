"""The bar that finds words in the article while they are typed."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.reactive import reactive
from textual.widgets import Input, Static

from reeread.messages import FindRequested

_PREFIX = "re:"


class FindBar(Horizontal):
    """A pattern, whether it is a regular expression, and which match of how many shows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("alt+r", "toggle_regex", "regular expression", id="find.regex"),
    ]

    asked_regex: reactive[bool] = reactive(False, init=False)
    """Whether the key asked for a regular expression; the prefix asks for it too."""
    count: reactive[str] = reactive("")
    """What was found, e.g. "match 3 of 12"."""

    def __init__(self, pattern: str = "", *, regex: bool = False, id: str | None = None) -> None:
        super().__init__(id=id)
        self._pattern = pattern
        self.set_reactive(FindBar.asked_regex, regex)

    def compose(self) -> ComposeResult:
        """Lay out the bar."""
        yield Static("find .*" if self.asked_regex else "find", id="find-label", markup=False)
        field = Input(
            placeholder="words, or re: and a regular expression", id="find-pattern", select_on_focus=True
        )
        with field.prevent(Input.Changed):
            field.value = self._pattern
        yield field
        yield Static("", id="find-count", markup=False)

    def on_mount(self) -> None:
        """Keep the cursor still: nothing moves that the reader did not move."""
        self.query_one(Input).cursor_blink = False

    def ask(self) -> None:
        """Take the focus to type a pattern."""
        self.query_one(Input).focus()

    @property
    def typed(self) -> str:
        """Return what stands in the bar."""
        return self.query_one(Input).value

    @property
    def regex(self) -> bool:
        """Return whether the pattern is read as a regular expression."""
        return self.asked_regex or self.typed.startswith(_PREFIX)

    @property
    def pattern(self) -> str:
        """Return what is looked for, without the prefix."""
        return self.typed.removeprefix(_PREFIX)

    def watch_asked_regex(self) -> None:
        """Find anew, read the other way."""
        self._ask_for(done=False)

    def watch_count(self, count: str) -> None:
        """Show what was found."""
        if self.is_mounted:
            self.query_one("#find-count", Static).update(count)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Find what was typed so far."""
        event.stop()
        self._ask_for(done=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Go back to the article."""
        event.stop()
        self._ask_for(done=True)

    def action_toggle_regex(self) -> None:
        """Read the pattern as a regular expression, or as plain words again."""
        self.asked_regex = not self.asked_regex

    def _ask_for(self, *, done: bool) -> None:
        """Say how the pattern is read and ask for it to be found."""
        self.query_one("#find-label", Static).update("find .*" if self.regex else "find")
        self.post_message(FindRequested(self.pattern, regex=self.regex, done=done))
