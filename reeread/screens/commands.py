"""The command palette: every deed of the present screen, every tag, every briefing."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.fuzzy import Matcher
from textual.markup import escape
from textual.screen import Screen
from textual.types import IgnoreReturnCallbackType

from reeread.library import reading
from reeread.messages import OpenRequested
from reeread.model.selection import Selection
from reeread.screens.deeds import Keyed, shown
from reeread.screens.reading import ReadingScreen
from reeread.text.display import line

_OFFERED = 100
"""Briefings of a large library that the letters typed are compared with."""


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the palette."""

    name: str
    about: str
    run: IgnoreReturnCallbackType


class Deeds(Provider):
    """All that keys can do on the present screen, and the briefings to open, by name."""

    async def discover(self) -> Hits:
        """Offer the deeds before anything is typed."""
        for command in self._deeds():
            shown_name = Content(command.name)  # a string would be read as markup, here and below
            yield DiscoveryHit(shown_name, command.run, text=command.name, help=escape(command.about))

    async def search(self, query: str) -> Hits:
        """Offer what fits the words typed, likeliest first."""
        matcher = self.matcher(query)
        for command in (*self._deeds(), *self._briefings(query)):
            if (score := matcher.match(command.name)) > 0:
                lit = _lit(matcher, command.name)
                yield Hit(score, lit, command.run, text=command.name, help=escape(command.about))

    def _deeds(self) -> Iterator[Command]:
        """Return the deeds of the screen, each of which presses its key in its own pane."""
        screen = self.screen
        if not isinstance(screen, Keyed):
            return
        offered: set[str] = set()
        for place in sorted(screen.key_places(), key=lambda place: place.name != "everywhere"):
            if place.widget and not screen.query(place.widget):
                continue
            for deed in place.deeds:
                if deed.id != "palette" and deed.does not in offered and not deed.id.startswith("list."):
                    offered.add(deed.does)
                    about = f"{shown(self.app, deed.keys)}  {place.name}"
                    run = partial(_press, screen, deed.keys[0], place.widget)
                    yield Command(_name(deed.does), about, run)

    def _briefings(self, query: str) -> Iterator[Command]:
        """Return briefings to open: the first of the library, and those whose titles or sources hold every word typed."""
        screen = self.screen
        if isinstance(screen, ReadingScreen):
            found = {one.id: one for one in screen.briefings[:_OFFERED]}
            if len(screen.briefings) > _OFFERED:
                words = Selection(text=query.strip().removeprefix("open "))
                found |= {one.id: one for one in islice(reading.listed(screen.library, words), _OFFERED)}
            for one in found.values():
                run = partial(screen.post_message, OpenRequested(one.id))
                yield Command(f"Open {line(one.title)}", "briefing", run)


def _lit(matcher: Matcher, name: str) -> Content:
    """Return a name with the letters lit that were typed."""
    content = Content(name)
    for at in matcher.fuzzy_search.match(matcher.query, name)[1]:
        content = content.stylize(matcher.match_style, at, at + 1)
    return content


def _press(screen: Screen[Any], key: str, widget: str) -> Any:
    """Press a key, in the widget where it works."""
    if widget and (owner := screen.query(widget)):
        owner.first().focus()
    screen.call_after_refresh(screen.app.simulate_key, key)


def _name(does: str) -> str:
    """Return what a key does as the name of a command."""
    return line(does[:1].upper() + does[1:])
