"""Swift hands: keys that are pressed before the ones before them have done their work."""

from collections import deque
from collections.abc import Iterator
from time import monotonic, sleep

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.types import CSSPathType

_ALT, _SHIFT = "alt+", "shift+"
_ROUNDS, _MOST = 3, 12
"""How often the way of a key is gone behind it, at least and at most: it may have asked for more, and so on."""
_PATIENCE = 3.0
"""Seconds after which a key is done with, whatever became of it."""

_PAINTED = 0.06
"""Seconds after a key in which what it did is painted."""
_LONGEST, _LOOK = 0.25, 0.003
"""Seconds that a thread gives way at a time, however fast keys follow each other, and between two looks."""


class Swift(App[None]):
    """A program that hears one key at a time.

    Textual hands keys on at once, and what they ask for comes about by messages. Without waiting, a tag's key would
    overtake the key that moves to the sentence, and the first letters of a search would be commands.
    """

    def __init__(self, *, css_path: CSSPathType | None = None, ansi_color: bool | None = None) -> None:
        super().__init__(css_path=css_path, ansi_color=ansi_color)
        self._unheard: deque[events.Event] = deque()
        self._key: object | None = None
        """Something that is the same as long as one key is at work; None while none is."""
        self._until = 0.0
        self._last = 0.0
        """When something was pressed last."""

    def give_way(self) -> None:
        """Keep a thread that computes from slowing down a key that was just pressed: call it there now and then."""
        began = now = monotonic()
        while now < self._last + _PAINTED and now < began + _LONGEST:
            sleep(_LOOK)
            now = monotonic()

    @property
    def at_rest(self) -> float:
        """Return for how many seconds nothing was pressed."""
        return monotonic() - self._last

    @property
    def is_hearing(self) -> bool:
        """Return whether a key is at work, or one waits to be heard."""
        return self._key is not None or bool(self._unheard)

    async def on_event(self, event: events.Event) -> None:
        """Hear a key, a click or what is pasted when it is its turn."""
        if not isinstance(event, events.InputEvent | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        self._unheard.append(event)
        self._last = monotonic()
        if self._key is None or monotonic() > self._until:
            await self._listen()

    async def _listen(self) -> None:
        """Hear what is next, up to a key."""
        self._key = None
        while self._key is None and self._unheard:
            event = self._next()
            if not isinstance(event, events.MouseEvent):
                self._key, self._until = object(), monotonic() + _PATIENCE
                self._follow(self._key, self.focused or self.screen, _MOST)
            await super().on_event(event)

    def _next(self) -> events.Event:
        """Return what is next: escape and a letter right after it are two keys, though terminals say alt for it."""
        event = self._unheard.popleft()
        if isinstance(event, events.Key) and event.key.startswith(_ALT):
            letter = _letter(event.key)
            if len(letter) == 1 and event.key not in self.screen.active_bindings:
                self._unheard.appendleft(events.Key(letter, event.character))
                return events.Key("escape", "\x1b")
        return event

    def _follow(self, key: object, target: DOMNode, rounds: int) -> None:
        """Go the way of a key through every queue from where it went to."""
        self.call_later(self._behind, key, target, iter(target.ancestors_with_self), rounds)

    async def _behind(self, key: object, target: DOMNode, way: Iterator[DOMNode], rounds: int) -> None:
        """Wait in the next queue until all that came before is done; at the end, go again or hear what is next."""
        if key is not self._key:
            return
        if any(node.call_later(self._behind, key, target, way, rounds) for node in way):
            return
        now = self.focused or self.screen
        if rounds > 1 and (now is not target or rounds > _MOST - _ROUNDS + 1):
            self._follow(key, now, rounds - 1)
        else:
            await self._listen()


def _letter(key: str) -> str:
    """Return a key without alt, e.g. "J" for "alt+shift+j"."""
    bare = key.removeprefix(_ALT)
    return bare.removeprefix(_SHIFT).upper() if bare.startswith(_SHIFT) else bare
