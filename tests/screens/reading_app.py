"""Running the app in a test: opening it, pressing keys, and reading what the terminal would show."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress

from textual import events
from textual.keys import _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.widgets import RadioSet
from textual.worker import WorkerCancelled

from reeread.screens.dialogs.option import OneOf
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


async def heard(pilot: Pilot[None]) -> None:
    """Wait until no key is at work, and all queues are empty."""
    await pilot.pause(0)
    while isinstance(pilot.app, Swift) and pilot.app.is_hearing and pilot.app.is_running:
        await pilot.pause(0)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until all that was asked for is done and shown: until nothing is at work in three rounds of the queues."""
    quiet = 0
    while quiet < 3:
        await heard(pilot)
        at_work = [worker for worker in pilot.app.workers if not worker.is_finished]
        for worker in at_work:
            with suppress(WorkerCancelled):  # what is no longer wanted is done with, too
                await worker.wait()
        quiet = 0 if at_work else quiet + 1


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys, each when what those before it do is done, and wait until what they do is done.

    The pilot's own `press` sleeps after each key until the processor is idle, which is what most of a test would take.
    """
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
        pilot.app.post_message(events.Key(name, key_to_character(key)))
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


async def choose_format(pilot: Pilot[None], name: str) -> None:
    """Choose a format by its name, with keys."""
    choices = pilot.app.screen.query_one("#export-format", RadioSet)
    choices.focus()
    named = [str(button.label).split()[0] for button in choices.query(OneOf)]
    steps = named.index(name) - max(0, choices.pressed_index)
    await press(pilot, *["down" if steps > 0 else "up"] * abs(steps), "space")
