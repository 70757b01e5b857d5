"""The program of one visitor: the reader, with as much memory as it may have."""

import json
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from textual import events
from textual.color import Color
from textual.theme import Theme
from textual.worker import WorkerFailed

from reeread import places
from reeread.app import ReereadApp
from reeread.serving.farewell import MEMORY

_MEGABYTE = 2**20
_LAST = 64
"""Megabytes more, for keeping drafts once the memory has run out."""


class Guest(ReereadApp):
    """The reader for a visitor; what it remembers is not the owner's."""

    out_of_memory = False

    def on_mount(self) -> None:
        """Let the page have the ground of the theme, where its height is no whole number of rows."""
        self._tell_ground(self.current_theme)
        self.theme_changed_signal.subscribe(self, self._tell_ground)

    def _tell_ground(self, theme: Theme) -> None:
        """Say the ground to the terminal (OSC 11), which the page's takes for all that no cell covers."""
        ground = Color.parse(theme.background or self.theme_variables["background"])
        if self._driver:
            self._driver.write("\x1b]111\x07" if ground.ansi is not None else f"\x1b]11;{ground.hex6}\x07")

    async def on_event(self, event: events.Event) -> None:
        """Keep the focus where it is: a page without focus sends no keys, and one that has it says so too early."""
        if not isinstance(event, events.AppBlur):
            await super().on_event(event)

    def _handle_exception(self, error: Exception) -> None:
        """End, and keep what is being written even if there is no memory for anything else."""
        cause = error.error if isinstance(error, WorkerFailed) else error
        if isinstance(cause, MemoryError):
            self.out_of_memory = True
            _allow_all()
        super()._handle_exception(error)


def main(asked: str) -> int:
    """Let the visitor read; return the exit code.

    Args:
        asked: The library, the author, whether it is only to be read, and the megabytes, as JSON.
    """
    terms = json.loads(asked)
    _limit(terms["memory"])
    app = Guest(
        Path(terms["library"]),
        terms["author"],
        state=state_of(terms["author"]),
        tour=not terms["read_only"],
        read_only=terms["read_only"],
    )
    app.run()
    return MEMORY if app.out_of_memory else app.return_code or 0


def state_of(author: str) -> Path:
    """Return where it is remembered how those who write under one name read: no name can be a path."""
    return places.state_file().with_name(f"visitors-{sha256(author.encode()).hexdigest()[:16]}.json")


def _limit(megabytes: int) -> None:
    """Let this process have so much memory for data: the kernel refuses more, however fast it is asked for."""
    with suppress(
        ImportError, ValueError, OSError
    ):  # Windows has no such limits, and some systems do not keep them
        import resource

        most = megabytes * _MEGABYTE
        resource.setrlimit(resource.RLIMIT_DATA, (most, most + _LAST * _MEGABYTE))


def _allow_all() -> None:
    """Let this process have the rest."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        most = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except MemoryError:  # before there was a reader, or after
        sys.exit(MEMORY)
