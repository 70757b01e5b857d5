"""What the screens beside the reading share: a title, what they hold, what is said, and the keys."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Vertical
from textual.reactive import var
from textual.widget import Widget
from textual.widgets import Static
from textual.worker import get_current_worker

from reeread import places
from reeread.library import Library, history
from reeread.model.errors import ReereadError
from reeread.model.keyhint import KeyHint
from reeread.screens.deeds import Place, declared
from reeread.screens.failing import tell
from reeread.screens.hints import hints
from reeread.screens.once import Once
from reeread.text.display import line
from reeread.widgets.keyline import KeyLine
from reeread.widgets.status import StatusLine
from reeread.widgets.title import TitleLine

Result = TypeVar("Result")
Found = TypeVar("Found")

_AWAY = ("escape", "question_mark")

_TOO_SMALL = "reeread needs at least 40 columns and 10 rows. Make the window larger, or the letters smaller."


class Board(Once[Result | None]):
    """A screen that is opened from the reading and left for it by escape.

    A kind of board says what it holds (`parts`), which of its widgets has the keys (`MAIN`), and how it is read
    anew after a deed (`renew`).
    """

    CSS_PATH = places.shipped("styles") / "boards.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (40, "-narrow"), (120, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (10, "-low"), (30, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "undo", id="undo", show=False),
        Binding("ctrl+r", "redo", "redo", id="redo", show=False),
        Binding("escape,q", "back", "back", id="back", key_display="esc"),
        Binding("question_mark", "help", "keys", id="help"),
    ]
    NAME = ""
    """What the title says and the help calls the board."""
    MAIN = ""
    """The id of the widget that has the keys."""

    counts: var[str] = var("")
    """What the title says at the right."""
    words: var[str] = var("")
    """What is under the cursor."""
    place: var[str] = var("")
    """What the line below says at the right."""
    message: var[str] = var("")
    """What just happened."""
    hints: var[tuple[KeyHint, ...]] = var(())
    """The keys that work now."""

    def __init__(self, library: Library, keymap: Keymap | None = None) -> None:
        super().__init__()
        self.library = library
        self.keymap: Keymap = keymap or {}
        """The reader's own keys, by the names of the deeds."""

    def compose(self) -> ComposeResult:
        """Lay out the title, what the board holds, and the lines below."""
        yield TitleLine(id="title").data_bind(Board.counts)
        with Vertical(id="board"):
            yield from self.parts()
        with Vertical(id="foot"):
            yield StatusLine(id="status").data_bind(Board.words, Board.place, Board.message)
            yield KeyLine(id="keys").data_bind(Board.hints)
        yield Static(_TOO_SMALL, id="too-small", markup=False)

    def parts(self) -> Iterator[Widget]:
        """Return what the board holds."""
        raise NotImplementedError

    def renew(self) -> None:
        """Read everything anew: a deed may have touched anything."""
        raise NotImplementedError

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the board by the place where they work."""
        raise NotImplementedError

    def key_places(self) -> tuple[Place, ...]:
        """Return every key that works here by the place where it does."""
        app = Place("everywhere", declared(type(self.app), self.keymap))
        return (*self.places(self.keymap), app)

    def on_mount(self) -> None:
        """Show the board."""
        self.query_one(TitleLine).shown = self.NAME
        self.renew()
        self.query_one(f"#{self.MAIN}").focus()

    def on_descendant_focus(self) -> None:
        """Show the keys of what has the focus."""
        self.show_keys()

    def show_keys(self) -> None:
        """Show the keys that work now, those that lead away last."""
        typing = self.focused is not None and self.focused.id != self.MAIN
        found = hints(self, (), typing=typing)
        away = [one for one in found if one.press in _AWAY]
        self.hints = (*(one for one in found if one not in away), *away)

    # What is read

    def read_beside(self, read: Callable[[], Found], show: Callable[[Found], None]) -> None:
        """Read in a thread, then show what was found, or say what failed; what was begun before is given up."""
        self.run_worker(partial(self._read_beside, read, show), thread=True, exclusive=True, group="reading")

    def _read_beside(self, read: Callable[[], Found], show: Callable[[Found], None]) -> None:
        worker, call = get_current_worker(), self.app.call_from_thread
        try:
            found = read()
        except ReereadError as error:
            call(partial(self.notify, line(str(error)), severity="error", markup=False))
        else:
            if not worker.is_cancelled and self.is_attached:
                call(self._show_found, show, found)

    def _show_found(self, show: Callable[[Found], None], found: Found) -> None:
        if self.is_there:
            show(found)

    # What is said

    def say(self, message: str) -> None:
        """Say what happened, until the reader moves on."""
        self.message = line(message)

    def key_for(self, deed: str) -> str:
        """Return the key of a deed as it is shown, e.g. "u" for "undo"."""
        for active in self.active_bindings.values():
            if active.binding.id == deed:
                return self.app.get_key_display(active.binding)
        return deed

    def undoes(self) -> str:
        """Return the sentence that says how a deed is taken back."""
        return f"{self.key_for('undo')} undoes."

    @contextmanager
    def failures_shown(self) -> Iterator[None]:
        """Show a failure of the library as a message; the board stays as it is."""
        try:
            yield
        except ReereadError as error:
            tell(self, error)

    # What every board can do

    def action_undo(self) -> None:
        """Take the last deed back."""
        with self.failures_shown():
            undone = history.undo(self.library)
            self.renew()
            self.say(f"{undone.text} {self.key_for('redo')} does it again." if undone else "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        with self.failures_shown():
            redone = history.redo(self.library)
            self.renew()
            self.say(f"{redone.text} {self.undoes()}" if redone else "Nothing to do again.")

    def action_back(self) -> None:
        """Go back to where the board was opened."""
        self.dismiss(None)

    def action_help(self) -> None:
        """Show every key."""
        from reeread.screens.dialogs.keys import KeysDialog

        self.app.push_screen(KeysDialog(self.key_places()))
