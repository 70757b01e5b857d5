"""Somebody who presses any key and clicks anywhere, the same for the same seed."""

import asyncio
import random
import string
import unicodedata
from collections import Counter
from collections.abc import Callable

from textual import events
from textual.keys import _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot

from reeread.app import ReereadApp
from reeread.screens.reading import ReadingScreen

_TYPED = [
    *string.ascii_letters,
    *string.digits,
    *" .,-[]()*+?\\'\"#日é👍",
    "\u0301",
    "\u202e",
    "./",
    "re:",
    "\\d+",
]
_KEYS = [
    *(
        "backspace",
        "delete",
        "left",
        "right",
        "home",
        "end",
        "up",
        "down",
        "pageup",
        "pagedown",
        "space",
        "tab",
    ),
    *(
        "shift+tab",
        "enter",
        "ctrl+a",
        "ctrl+k",
        "ctrl+s",
        "ctrl+p",
        "shift+down",
        "alt+r",
        "alt+j",
        "f1",
        "f7",
    ),
    *"rcsfgjkvwe123;:`%&",
]
_NEVER = {"ctrl+c", "ctrl+q", "q"}
_LEAVING = 0.002
"""How often it quits where it could."""
_SIZES = [(130, 36), (120, 30), (80, 24), (60, 20), (39, 9), (20, 5), (1, 1)]
_BREATHS = 300
"""How often other tasks get their turn before it looks up, whatever they do."""


class Monkey:
    """Hands that know no plan, but would rather press a key that they have not pressed on this screen.

    Args:
        rng: Where its moods come from.
        look: Called with the app whenever it looks up.
    """

    def __init__(self, rng: random.Random, look: Callable[[ReereadApp], None]) -> None:
        self._rng = rng
        self._look = look
        self._pressed: Counter[tuple[str, str]] = Counter()
        """How often each key's deed was asked for on each screen."""

    async def play(self, pilot: Pilot[None], most: int) -> int:
        """Do at most so many things in bursts, and return how many were done before the app was left."""
        app = pilot.app
        assert isinstance(app, ReereadApp)
        done = 0
        while done < most and app.is_running and not app._exit:
            for _ in range(min(self._rng.choice((1, 1, 1, 2, 3, 8)), most - done)):
                self._act(app)
                done += 1
            if self._rng.random() < 0.005:
                await pilot.resize_terminal(*self._rng.choice(_SIZES))
            for _ in range(_BREATHS):
                await asyncio.sleep(0)
                if app._key is None and not app._unheard:
                    break
            if not app._exit and app.is_running and app.screen_stack:
                self._look(app)
        if not app._exit:
            await pilot.pause()
        return done

    def _act(self, app: ReereadApp) -> None:
        if self._rng.random() < 0.8:
            self._press(app)
        else:
            self._point(app)

    def _press(self, app: ReereadApp) -> None:
        """Press a key that does something here, or type, or any key; seldom one that quits."""
        rng, screen = self._rng, app.screen
        reading = isinstance(screen, ReadingScreen)
        mood = rng.random()
        if reading and mood < _LEAVING:
            self._send(app, "q")
        elif mood < (0.04 if reading else 0.2):
            self._send(app, "escape")
        elif mood < (0.8 if reading else 0.6):
            self._send(app, self._curious(app))
        elif mood < 0.9 and not reading:
            for key in rng.choice(_TYPED):
                self._send(app, key)
        else:
            self._send(app, rng.choice(_KEYS))

    def _curious(self, app: ReereadApp) -> str:
        """Return the key of a deed that was asked for least often on this screen."""
        screen = type(app.screen).__name__
        deeds = [
            (self._pressed[screen, one.binding.action], self._rng.random(), one.binding)
            for one in app.screen.active_bindings.values()
            if one.binding.key not in _NEVER
        ]
        if not deeds:
            return "escape"
        binding = min(deeds, key=lambda deed: deed[:2])[2]
        self._pressed[screen, binding.action] += 1
        return binding.key

    def _send(self, app: ReereadApp, key: str) -> None:
        """Press a key, or the key of a character."""
        name = _character_to_key(key) if len(key) == 1 else key
        character: str | None = key if len(key) == 1 else None
        if character is None:
            try:
                character = unicodedata.lookup(_get_unicode_name_from_key(key))
            except KeyError:
                character = None
        app.post_message(events.Key(name, character))

    def _point(self, app: ReereadApp) -> None:
        """Click, double-click, drag, scroll or hover, anywhere and a little beyond."""
        rng, size = self._rng, app.size
        x, y = rng.randrange(max(1, size.width)), rng.randrange(max(1, size.height))
        what = rng.random()
        if what < 0.2:
            self._mouse(app, rng.choice((events.MouseScrollDown, events.MouseScrollUp)), x, y, 0)
        elif what < 0.4:
            self._mouse(app, events.MouseMove, x, y, 0)
        else:
            self._mouse(app, events.MouseDown, x, y)
            for _ in range(rng.choice((0, 0, 0, 2))):
                x, y = x + rng.randint(-9, 30), y + rng.randint(-3, 6)
                self._mouse(app, events.MouseMove, x, y)
            self._mouse(app, events.MouseUp, x, y)
            if rng.random() < 0.3:
                for _ in range(rng.choice((1, 2))):
                    self._mouse(app, events.MouseDown, x, y)
                    self._mouse(app, events.MouseUp, x, y)

    def _mouse(self, app: ReereadApp, kind: type[events.MouseEvent], x: int, y: int, button: int = 1) -> None:
        size = app.size
        x, y = max(0, min(x, size.width - 1)), max(0, min(y, size.height - 1))
        app.post_message(kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y))
