"""A bar on standard error that says how far long work is, on a terminal only."""

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Outcome = TypeVar("Outcome")
_SOON = 0.5
"""Seconds before which work is done without a bar."""


def tracked(what: str, outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Yield the outcomes; a bar says how many of how many there were, while there are several."""
    if total < 2 or not sys.stderr.isatty():
        yield from outcomes
        return
    with _bar(what) as bar:
        yield from bar.track(outcomes, total=total)


@contextmanager
def told(what: str) -> Iterator[Callable[[int, int], bool]]:
    """Yield what hears how many of how many steps are done and draws a bar of it, once it takes a while."""
    if not sys.stderr.isatty():
        yield lambda done, total: True
        return
    bar = _bar(what, counts=False)
    task = bar.add_task("")
    begun = time.monotonic()

    def tell(done: int, total: int) -> bool:
        bar.update(task, completed=done, total=total)
        if not bar.live.is_started and time.monotonic() - begun > _SOON:
            bar.start()
        return True

    try:
        yield tell
    finally:
        bar.stop()


def _bar(what: str, *, counts: bool = True) -> "Progress":
    """Return a bar; one of `counts` says how many of how many, and how many in a second."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(TextColumn):
        """How many are done in a second."""

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    far: tuple[ProgressColumn, ...] = (MofNCompleteColumn(), Rate("")) if counts else (TaskProgressColumn(),)
    console = Console(stderr=True)
    return Progress(
        TextColumn(what), BarColumn(), *far, TimeRemainingColumn(), console=console, transient=True
    )
