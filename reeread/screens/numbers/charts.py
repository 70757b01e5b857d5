"""The charts: numbers of the library as bars."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reeread.model.briefing import Briefing, TagCount, Triage
from reeread.model.numbers import Band, Numbers
from reeread.model.tag import Tag
from reeread.widgets.lists.bars import Bar, Chart, Segment

NOTHING = "Nothing is tagged yet."


def charts(
    numbers: Numbers | None,
    codebook: Sequence[Tag],
    briefings: Sequence[Briefing],
    offsets: Mapping[str, int],
) -> tuple[Chart, ...]:
    """Return all charts.

    Args:
        numbers: What was marked by whom and how likely it is; None while that is still counted.
        codebook: The tags with their letters and colours.
        briefings: What there is to read.
        offsets: Where in each briefing the reader was last, in code points of the body.
    """
    tags = {tag.name: tag for tag in codebook}
    people = (_authors(numbers, tags),) if numbers and len(numbers.authors) > 1 else ()
    return (
        _tags(briefings, codebook, tags),
        _by_briefing(briefings, tags),
        _versus(briefings, codebook),
        _likelihood(numbers.bands if numbers else ()),
        *people,
        _progress(briefings, offsets),
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


def _tags(briefings: Iterable[Briefing], codebook: Iterable[Tag], tags: Mapping[str, Tag]) -> Chart:
    borne: Counter[str] = Counter()
    for briefing in briefings:
        borne.update(dict(briefing.tags))
    bars = tuple(
        Bar(tag.name, tag.name, _segments((TagCount(tag.name, borne[tag.name]),), tags))
        for tag in codebook
        if borne[tag.name] or not tag.retired
    )
    return Chart("tags", "TAGS", bars, "The codebook is empty.")


def _by_briefing(briefings: Iterable[Briefing], tags: Mapping[str, Tag]) -> Chart:
    bars = tuple(Bar(one.id, one.title, _segments(one.tags, tags)) for one in briefings if one.tags)
    return Chart("briefings", "TAGS BY BRIEFING", bars, NOTHING)


def _authors(numbers: Numbers, tags: Mapping[str, Tag]) -> Chart:
    bars = tuple(Bar(one.author, one.author, _segments(one.tags, tags)) for one in numbers.authors)
    return Chart("authors", "TAGS BY AUTHOR", bars, NOTHING)


def _versus(briefings: Iterable[Briefing], codebook: Sequence[Tag]) -> Chart:
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
    name = f"{sides[0].name.upper()} AGAINST {sides[1].name.upper()}"
    return Chart("versus", name, tuple(bars), NOTHING, versus=True)


def _likelihood(bands: Iterable[Band]) -> Chart:
    bars = tuple(
        Bar(band.name, f"{band.name}{f'  {band.low}–{band.high}%' if band.high else ''}", (_band(band),))
        for band in bands
    )
    return Chart("likelihood", "HOW LIKELY THE SPECULATION IS", bars, "Counting …")


def _band(band: Band) -> Segment:
    return Segment(band.name, band.name, band.number)


def _progress(briefings: Sequence[Briefing], offsets: Mapping[str, int]) -> Chart:
    bars = []
    for one in briefings:
        share = progress(one, offsets)
        bars.append(Bar(one.id, f"{one.title}", (Segment(one.id, "read", share),), f"{share}%"))
    return Chart("progress", "READING", tuple(bars), "Nothing to read yet.", full=100)
