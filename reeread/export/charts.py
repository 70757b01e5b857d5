"""What a page draws of a summary: how often each tag stands in a briefing, and which days matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import sqrt

from reeread.export.citations import day
from reeread.export.summary import Chapter, Summary

WIDTH = 720
"""Of a drawing, in its own units."""
_MARGIN = 48
_TICKS = 5
_RADIUS, _LARGEST = 5, 16


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a bar that one tag has."""

    tag: str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The tags of one briefing."""

    chapter: Chapter
    parts: tuple[Part, ...]
    """One for each of the tags that are used, in the order of the codebook."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that has a day: a briefing that was published, or a commitment that is to be met."""

    kind: str
    """"published" or "deadline"."""
    day: str
    """ISO date."""
    text: str
    """The briefing's title, or the commitment."""
    number: int
    """Of the briefing."""
    key: str = ""
    """Of the passage, "" for a briefing."""


@dataclass(frozen=True, slots=True)
class Dot:
    """The events of one kind on one day."""

    kind: str
    day: str
    x: float
    radius: float
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """The days of a dossier on a line."""

    dots: tuple[Dot, ...]
    """In the order of their days."""
    ticks: tuple[tuple[float, str], ...]
    """Where the line has a mark, and the day there."""


def bars(summary: Summary) -> tuple[Bar, ...]:
    """Return the briefings that have passages, with their tags; the longest bar is as wide as a drawing."""
    borne = {tag for passage in summary.passages for tag in passage.tags}
    tags = [tag.name for tag in summary.tags if tag.name in borne]
    told = [chapter for chapter in summary.chapters if chapter.passages]
    counts = [[sum(tag in one.tags for one in chapter.passages) for tag in tags] for chapter in told]
    most = max((sum(row) for row in counts), default=0) or 1
    return tuple(
        Bar(chapter, tuple(_parts(tags, row, WIDTH / most)))
        for chapter, row in zip(told, counts, strict=True)
    )


def timeline(summary: Summary) -> Timeline | None:
    """Return when the briefings were published and the commitments are to be met; None if nothing has a day."""
    events = sorted(_events(summary), key=lambda event: (event.day, event.kind))
    days = [date.fromisoformat(event.day).toordinal() for event in events]
    if not days:
        return None
    first, length = days[0], days[-1] - days[0]

    def place(ordinal: int) -> float:
        share = (ordinal - first) / length if length else 0.5
        return round(_MARGIN + share * (WIDTH - 2 * _MARGIN), 1)

    dots = []
    for (when, kind), group in groupby(events, key=lambda event: (event.day, event.kind)):
        some = tuple(group)
        radius = round(min(_LARGEST, _RADIUS * sqrt(len(some))), 1)
        dots.append(Dot(kind, when, place(date.fromisoformat(when).toordinal()), radius, some))
    steps = min(length, _TICKS)
    marked = [first + round(length * step / steps) for step in range(steps + 1)] if steps else [first]
    return Timeline(tuple(dots), tuple((place(one), date.fromordinal(one).isoformat()) for one in marked))


def _parts(tags: Sequence[str], counts: Sequence[int], unit: float) -> Iterator[Part]:
    """Yield the parts of one bar from left to right."""
    at = 0
    for tag, count in zip(tags, counts, strict=True):
        yield Part(tag, count, round(at * unit, 1), round(count * unit, 1))
        at += count


def _events(summary: Summary) -> Iterator[Event]:
    """Yield what has a day that a calendar knows."""
    for chapter in summary.chapters:
        if on := day(chapter.briefing.published):
            yield Event("published", on, chapter.briefing.title, chapter.number)
        for passage in chapter.passages:
            if passage.promise and (on := day(passage.promise.day)):
                yield Event("deadline", on, passage.quote, chapter.number, passage.key)
