"""Somebody who presses any key and clicks anywhere, the same for the same seed."""

import asyncio
import random
import string

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

from reeread.screens.reading import ReadingScreen

_MOVES = [
    *"jkJKgGvhlweob0$nN[]{}()HL",
    "space",
    "down",
    "up",
    "left",
    "right",
    "pageup",
    "pagedown",
    "home",
    "end",
]
_MOVES += ["ctrl+d", "ctrl+u", "ctrl+f", "shift+down", "shift+up", "ctrl+home"]
_DEEDS = [
    *"rcsfaxmytuewo|!@?/\\zZ~`'\".,;:+-*=_1234567890#%&",
    "ctrl+r",
    "tab",
    "shift+tab",
    "enter",
    "ctrl+s",
    "ctrl+p",
]
_TYPED = [*string.ascii_letters, *string.digits, *" .,-[]()*+?\\'\"#日é👍", "\u0301", "\u202e"]
_EDITING = [
    "backspace",
    "delete",
    "left",
    "right",
    "home",
    "end",
    "ctrl+a",
    "ctrl+k",
    "down",
    "up",
    "tab",
    "enter",
    "ctrl+s",
]
_NEVER = {"ctrl+c", "ctrl+q", "q"}
_SIZES = [(130, 36), (120, 30), (80, 24), (60, 20), (39, 9), (20, 5), (1, 1)]
_BATCH = 50


class Monkey:
    """Hands that know no plan.

    Args:
        pilot: Of the app in whose hands it is.
        rng: Where its moods come from.
    """

    def __init__(self, pilot: Pilot[None], rng: random.Random) -> None:
        self._pilot = pilot
        self._app: App[None] = pilot.app
        self._rng = rng

    async def play(self, count: int) -> int:
        """Do so many things and return how many were done before the app was left, if it was."""
        for done in range(count):
            if self._app._exit or not self._app.is_running:
                return done
            await self._act()
            if done % _BATCH == 0:
                await self._pilot.pause()
        await self._pilot.pause()
        return count

    async def _act(self) -> None:
        mood = self._rng.random()
        if mood < 0.75:
            self._press()
        elif mood < 0.995:
            self._point()
        else:
            await self._pilot.resize_terminal(*self._rng.choice(_SIZES))
        for _ in range(3):
            await asyncio.sleep(0)

    def _press(self) -> None:
        """Press a key; where one types, mostly letters, and escape often enough to get out again."""
        rng, reading = self._rng, isinstance(self._app.screen, ReadingScreen)
        if rng.random() < (0.04 if reading else 0.35):
            key = "escape"
        elif reading:
            key = rng.choice(_MOVES if rng.random() < 0.85 else _DEEDS)
        else:
            key = rng.choice(
                _TYPED if rng.random() < 0.5 else _EDITING if rng.random() < 0.7 else _MOVES + _DEEDS
            )
        if key not in _NEVER:
            character = key if len(key) == 1 else " " if key == "space" else None
            self._app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, character))

    def _point(self) -> None:
        """Click, double-click, drag, scroll or hover, anywhere and a little beyond."""
        rng, size = self._rng, self._app.size
        x, y = rng.randrange(max(1, size.width)), rng.randrange(max(1, size.height))
        what = rng.random()
        if what < 0.2:
            self._mouse(rng.choice((events.MouseScrollDown, events.MouseScrollUp)), x, y, 0)
        elif what < 0.4:
            self._mouse(events.MouseMove, x, y, 0)
        else:
            self._mouse(events.MouseDown, x, y)
            for _ in range(rng.choice((0, 0, 0, 2))):
                x, y = x + rng.randint(-9, 30), y + rng.randint(-3, 6)
                self._mouse(events.MouseMove, x, y)
            self._mouse(events.MouseUp, x, y)
            if rng.random() < 0.3:
                for _ in range(rng.choice((1, 2))):
                    self._mouse(events.MouseDown, x, y)
                    self._mouse(events.MouseUp, x, y)

    def _mouse(self, kind: type[events.MouseEvent], x: int, y: int, button: int = 1) -> None:
        size = self._app.size
        x, y = max(0, min(x, size.width - 1)), max(0, min(y, size.height - 1))
        self._app.post_message(kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y))
