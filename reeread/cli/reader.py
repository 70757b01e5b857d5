"""Opening the reader, with what was named added to the library."""

import gc
import os
import sys
from pathlib import Path

from reeread import places
from reeread.cli.asked import Asked
from reeread.cli.settings import author
from reeread.model.errors import UsageError


def read(asked: Asked, sources: tuple[str, ...]) -> int:
    """Open the reader and return the exit code once it is left.

    Raises UsageError where there is no terminal.
    """
    path = places.library_file(asked.db)
    who = author(asked.author)
    stdin = sys.stdin.buffer.read() if "-" in sources else None
    if not _has_terminal():
        raise UsageError(
            "The reader needs a terminal.", next_step="`reeread list` and `reeread show` do without."
        )
    if stdin is not None or (not path.exists() and not sources):
        fill(path, who, ("-",) if stdin is not None else (), stdin)
    gc.disable()  # until the first paint, when the app makes up for it
    from reeread.app import ReereadApp

    app = ReereadApp(path, who, tuple(source for source in sources if source != "-"), tour=True)
    app.run()
    return app.return_code or 0


def _has_terminal() -> bool:
    """Return whether there are keys and a screen, after taking the keys back from a pipe that text came through."""
    if not sys.stdout.isatty():
        return False
    if sys.stdin.isatty():
        return True
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError:
        return False
    os.dup2(terminal, 0)
    os.close(terminal)
    return True


def fill(path: Path, who: str, sources: tuple[str, ...], stdin: bytes | None = None) -> None:
    """Add what was named, "-" for what came through a pipe; with nothing named, the five seeds."""
    from reeread.cli import failure
    from reeread.library import Library
    from reeread.library.adding import add

    seeds = (str(seed) for seed in sorted(places.shipped("seeds").glob("*.txt")))
    with Library.open(path, who, create=True) as lib:
        for outcome in add(lib, sources or tuple(seeds), stdin=stdin):
            if outcome.error:
                failure.say(f"reeread: {outcome.error}")
