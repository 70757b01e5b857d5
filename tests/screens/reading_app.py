"""Running the app in a test: opening it, pressing keys, and reading what the terminal would show."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from reeread.screens.reading import ReadingScreen
from reeread.screens.swift import Swift

AUTHOR = "ana"
WIDE, SMALL = (160, 50), (80, 24)
Opened = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


def desk(pilot: Pilot[None]) -> ReadingScreen:
    """Return the reading screen."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReadingScreen)
    return screen


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all that was asked for is done and shown."""
    for _ in range(2):
        await pilot.pause()
        while isinstance(pilot.app, Swift) and pilot.app.is_hearing and pilot.app.is_running:
            await pilot.pause()
        for worker in list(pilot.app.workers):
            with suppress(WorkerCancelled):  # what is no longer wanted is done with, too
                await worker.wait()
        await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys and wait until what they do is done."""
    await pilot.press(*keys)
    await settled(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Type a text."""
    await press(pilot, *("space" if char == " " else char for char in text))


def rows(pilot: Pilot[None]) -> list[str]:
    """Return the rows of the present screen as a terminal shows them."""
    return ["".join(part.text for part in strip) for strip in pilot.app.screen._compositor.render_strips()]


def shown(pilot: Pilot[None]) -> str:
    """Return the present screen as one text."""
    return "\n".join(rows(pilot))
