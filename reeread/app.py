"""The program on the screen: stylesheet, themes, first screen."""

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path, PurePath
from typing import Any, ClassVar, Protocol, runtime_checkable

from rich.text import Text
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.filter import LineFilter
from textual.reactive import Reactive
from textual.screen import Screen
from textual.theme import BUILTIN_THEMES
from textual.worker import WorkerFailed

from reeread import places
from reeread.model.errors import ReereadError
from reeread.screens.first import first_screen
from reeread.screens.memory import Memory
from reeread.screens.reading.desk import Desk
from reeread.screens.swift import Swift
from reeread.screens.terminals import Narrow, emoji_setting, wrong_emoji
from reeread.screens.themes import CONTRAST, DARK, LIGHT
from reeread.text.display import line

# Known before an app is made, ours are in the stylesheet from its first reading on: a second one costs the first
# paint a tenth of its time.
BUILTIN_THEMES.update({theme.name: theme for theme in (DARK, LIGHT, CONTRAST)})

_REST = 2.0
"""Seconds without a key after which the reader is taken to read."""
_NEVER = 1_000_000_000


def _deeds() -> type[Provider]:
    """Return the palette's own source of commands, imported when the palette is first opened."""
    from reeread.screens.commands import Deeds

    return Deeds


def _looks(theme: str) -> list[str | PurePath]:
    """Return the style sheets that the first paint needs; the others are read once it is over (`furnishing`)."""
    names = ("app", "reader", "contrast") if theme == CONTRAST.name else ("app", "reader")
    return [places.shipped("styles") / f"{name}.tcss" for name in names]


class _Told(Exception):
    """A failure that ends the program, without the lines of code that it came through, and what is left of a draft."""

    def __rich__(self) -> Text:
        """Return what happened, in one sentence or two."""
        return Text(line(f"reeread: {' '.join(map(str, self.args))}"))


@runtime_checkable
class Drafting(Protocol):
    """A screen on which something is being written."""

    def keep_draft(self) -> bool:
        """Keep it outside the library, and return whether there was something, and room for it."""
        ...


class ReereadApp(Swift):
    """A reader for briefings.

    Args:
        library_path: The library file; it is made only if there are sources to add.
        author: Who reads and tags.
        sources: Files and folders to add at once.
        state: Where theme and places are remembered; the user's own file if not given.
        tour: Whether the tour is offered to somebody who has not taken it.
        read_only: Whether nothing may be written in the library.
    """

    TITLE = "reeread"
    ALLOW_SELECT = (
        False  # Textual's own selection, which falls over a widget that is just going; the reader has ours
    )
    theme: Reactive[str] = Reactive(DARK.name)
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = Swift.COMMANDS | {_deeds}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", "quit", id="quit", show=False),
        Binding("ctrl+p,colon", "command_palette", "all commands", id="palette", show=False),
        Binding("ctrl+z", "suspend_process", "to the shell; fg comes back", id="suspend", show=False),
    ]

    def __init__(
        self,
        library_path: Path,
        author: str,
        sources: Sequence[str] = (),
        *,
        state: Path | None = None,
        tour: bool = False,
        read_only: bool = False,
    ) -> None:
        # Without colours there are no greys in their place: what differs, differs in weight, line or sign.
        memory = Memory.read(state or places.state_file())
        super().__init__(css_path=_looks(memory.theme), ansi_color=True if "NO_COLOR" in os.environ else None)
        self._tour = tour
        self._read_only = read_only
        self._library_path = library_path
        self._author = author
        self._sources = tuple(sources)
        self._memory = memory
        if self._memory.theme in self.available_themes:
            self.theme = self._memory.theme
        self._narrow = Narrow(
            wrong_emoji(emoji_setting(places.config_file()), self._memory.terminals, os.environ)
        )

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every row goes through last."""
        filters = super().get_line_filters()
        return (*filters, self._narrow) if self._narrow.enabled else filters

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return first_screen(
            self._library_path,
            self._author,
            self._sources,
            self._memory,
            tour=self._tour,
            read_only=self._read_only,
        )

    def action_help_quit(self) -> None:
        """Say how the program is left to somebody who wants to interrupt it."""
        keys = {
            self.get_key_display(one.binding)
            for one in self.active_bindings.values()
            if one.binding.action in ("quit", "app.quit")
        }
        self.notify(f"{' or '.join(sorted(keys, key=len))} leaves reeread.")

    def action_command_palette(self) -> None:
        """List all commands."""
        self._list()

    def search_themes(self) -> None:
        """List all themes."""
        from textual.theme import ThemeProvider

        self._list(providers=[ThemeProvider], placeholder="Search for themes…")

    def _list(self, **what: Any) -> None:
        """Open the palette, unless it is open."""
        from reeread.screens.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette", **what))

    def on_mount(self) -> None:
        """Collect garbage again, which the command put off: it costs the first paint a tenth of its time."""
        if not gc.isenabled():
            self.call_after_refresh(self._collect_at_rest)
        with suppress(NotImplementedError, RuntimeError, ValueError):  # Windows, and tests in threads
            loop = asyncio.get_running_loop()
            loop.add_signal_handler(signal.SIGHUP, self._hang_up)
            loop.add_signal_handler(signal.SIGTERM, self.exit)

    def _collect_at_rest(self) -> None:
        """Collect what is young at once and the rest while no key is pressed: it takes longer than a key may."""
        gc.freeze()
        gc.set_threshold(*gc.get_threshold()[:2], _NEVER)
        gc.enable()
        self.set_interval(_REST, self._collect)

    def _collect(self) -> None:
        if gc.get_count()[2] and self.at_rest >= _REST:
            gc.collect()

    def _handle_exception(self, error: Exception) -> None:
        """Keep what is being written, and say what happened: in words where it is a failure that has some."""
        kept = ("What you were writing is kept as a draft.",) if self._keep_drafts() else ()
        cause = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(_Told(cause, *kept) if isinstance(cause, ReereadError) else error)

    def _keep_drafts(self) -> bool:
        """Keep all that is being written, and return whether there was something, and room for it."""
        kept = [screen.keep_draft() for screen in self.screen_stack if isinstance(screen, Drafting)]
        return any(kept)

    def _hang_up(self) -> None:
        """Remember theme and places, and end as a terminal that is gone wants it: there is nothing to write to."""
        self._keep_drafts()
        for screen in self.screen_stack:
            for desk in screen.walk_children(Desk, with_self=True):
                desk.leave()
                desk.library.close()  # else SQLite would leave its own files beside it
        self._remember()
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGHUP)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Return the commands that every Textual program has, without those that our own repeat."""
        for command in super().get_system_commands(screen):
            if command.title in ("Theme", "Screenshot"):
                yield command

    def on_unmount(self) -> None:
        """Remember theme and places."""
        self._remember()

    def _remember(self) -> None:
        self._memory.theme = self.theme
        self._memory.write()
