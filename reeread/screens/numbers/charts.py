"""The charts: numbers of the library as bars."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from reeread.library.glance import Likely
from reeread.model.briefing import Briefing, TagCount, Triage
from reeread.model.numbers import AuthorNumbers, Band
from reeread.model.tag import Tag
from reeread.widgets.lists.bars import Bar, Chart, Segment

NOTHING = "Nothing is tagged yet."


class Shown(NamedTuple):
    """What the charts are made of."""

    tallies: Sequence[AuthorNumbers]
    """What each author marked."""
    codebook: Sequence[Tag]
    marked: Sequence[Briefing]
    """Those with bars of their own."""
    read: Sequence[Briefing]
    """Those of which it is shown how much is read."""
    whole: bool
    """Whether these are all there are."""


def charts(shown: Shown, likely: Likely | None, offsets: Mapping[str, int]) -> tuple[Chart, ...]:
    """Return all charts.

    Args:
        shown: What was marked and is to be read.
        likely: How likely the speculation is; None while that is still counted.
        offsets: Where in each briefing the reader was last, in code points of the body.
    """
    tags = {tag.name: tag for tag in shown.codebook}
    most = "" if shown.whole else f", THE {len(shown.marked):,} WITH MOST PASSAGES"
    people = (_authors(shown.tallies, tags),) if len(shown.tallies) > 1 else ()
    return (
        _tags(shown.tallies, shown.codebook, tags),
        _by_briefing(shown.marked, tags, most),
        _versus(shown.marked, shown.codebook, most),
        _likelihood(likely),
        *people,
        _progress(shown.read, offsets, "" if shown.whole else ", WHERE YOU HAVE BEEN"),
    )


def named(codebook: Iterable[Tag], origin: str) -> Tag | None:
    """Return the tag that an extractor's tag is called now."""
    return next((tag for tag in codebook if origin in tag.origins), None)


def progress(briefing: Briefing, offsets: Mapping[str, int]) -> int:
    """Return how much of a briefing is read, in percent: all of one that is done, else up to where one was."""
    if briefing.state is Triage.DONE:
        return 100
    return min(100, round(100 * offsets.get(briefing.id, 0) / max(1, briefing.characters)))


def _segments(counts: Iterable[TagCount], tags: Mapping[str, Tag]) -> tuple[Segment, ...]:
    return tuple(
        Segment(one.tag, one.tag, one.number, tags[one.tag].letter, tags[one.tag].color)
        for one in counts
        if one.tag in tags
    )


def _tags(tallies: Iterable[AuthorNumbers], codebook: Iterable[Tag], tags: Mapping[str, Tag]) -> Chart:
    borne: Counter[str] = Counter()
    for one in tallies:
        borne.update(dict(one.tags))
    bars = tuple(
        Bar(tag.name, tag.name, _segments((TagCount(tag.name, borne[tag.name]),), tags))
        for tag in codebook
        if borne[tag.name] or not tag.retired
    )
    return Chart("tags", "TAGS", bars, "The codebook is empty.")


def _by_briefing(briefings: Iterable[Briefing], tags: Mapping[str, Tag], most: str) -> Chart:
    bars = tuple(Bar(one.id, one.title, _segments(one.tags, tags)) for one in briefings if one.tags)
    return Chart("briefings", f"TAGS BY BRIEFING{most}", bars, NOTHING)


def _authors(tallies: Iterable[AuthorNumbers], tags: Mapping[str, Tag]) -> Chart:
    bars = tuple(Bar(one.author, one.author, _segments(one.tags, tags)) for one in tallies)
    return Chart("authors", "TAGS BY AUTHOR", bars, NOTHING)


def _versus(briefings: Iterable[Briefing], codebook: Sequence[Tag], most: str) -> Chart:
    sides = named(codebook, "speculation"), named(codebook, "confirmed")
    if sides[0] is None or sides[1] is None:
        return Chart("versus", "SPECULATION AGAINST CONFIRMED", (), "The codebook has not both tags.")
    bars = []
    for one in briefings:
        borne = dict(one.tags)
        segments = tuple(
            Segment(tag.name, tag.name, borne.get(tag.name, 0), tag.letter, tag.color) for tag in sides if tag
        )
        if any(segment.number for segment in segments):
            value = " : ".join(f"{segment.number:,}" for segment in segments)
            bars.append(Bar(one.id, one.title, segments, value))
    name = f"{sides[0].name.upper()} AGAINST {sides[1].name.upper()}{most}"
    return Chart("versus", name, tuple(bars), NOTHING, versus=True)


def _likelihood(likely: Likely | None) -> Chart:
    bars = tuple(
        Bar(band.name, f"{band.name}{f'  {band.low}–{band.high}%' if band.high else ''}", (_band(band),))
        for band in (likely.bands if likely else ())
    )
    latest = "" if likely is None or likely.whole else ", OF THE PASSAGES CHANGED LAST"
    return Chart("likelihood", f"HOW LIKELY THE SPECULATION IS{latest}", bars, "Counting …")


def _band(band: Band) -> Segment:
    return Segment(band.name, band.name, band.number)


def _progress(briefings: Sequence[Briefing], offsets: Mapping[str, int], where: str) -> Chart:
    bars = []
    for one in briefings:
        share = progress(one, offsets)
        bars.append(Bar(one.id, f"{one.title}", (Segment(one.id, "read", share),), f"{share}%"))
    return Chart("progress", f"READING{where}", tuple(bars), "Nothing to read yet.", full=100)
