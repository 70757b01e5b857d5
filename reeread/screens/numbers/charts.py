"""The charts: numbers of the library as bars."""

from collections.abc import Iterable, Mapping, Sequence

from reeread.model.briefing import Briefing, TagCount, Triage
from reeread.model.numbers import Band, BriefingNumbers, Numbers
from reeread.model.tag import Tag
from reeread.widgets.lists.bars import Bar, Chart, Segment

NOTHING = "Nothing is tagged yet."


def charts(
    numbers: Numbers, codebook: Sequence[Tag], briefings: Sequence[Briefing], offsets: Mapping[str, int]
) -> tuple[Chart, ...]:
    """Return all charts.

    Args:
        numbers: What was marked.
        codebook: The tags with their letters and colours.
        briefings: What there is to read.
        offsets: Where in each briefing the reader was last, in code points of the body.
    """
    tags = {tag.name: tag for tag in codebook}
    people = (_authors(numbers, tags),) if len(numbers.authors) > 1 else ()
    return (
        _tags(numbers, tags),
        _by_briefing(numbers, tags),
        *people,
        _versus(numbers, codebook),
        _likelihood(numbers.bands),
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


def _tags(numbers: Numbers, tags: Mapping[str, Tag]) -> Chart:
    bars = tuple(
        Bar(one.tag, one.tag, _segments((one,), tags))
        for one in numbers.tags
        if one.number or not tags[one.tag].retired
    )
    return Chart("tags", "TAGS", bars, "The codebook is empty.")


def _by_briefing(numbers: Numbers, tags: Mapping[str, Tag]) -> Chart:
    bars = tuple(
        Bar(one.briefing, one.title, _segments(one.tags, tags)) for one in numbers.briefings if one.tags
    )
    return Chart("briefings", "TAGS BY BRIEFING", bars, NOTHING)


def _authors(numbers: Numbers, tags: Mapping[str, Tag]) -> Chart:
    bars = tuple(Bar(one.author, one.author, _segments(one.tags, tags)) for one in numbers.authors)
    return Chart("authors", "TAGS BY AUTHOR", bars, NOTHING)


def _versus(numbers: Numbers, codebook: Sequence[Tag]) -> Chart:
    speculation, confirmed = named(codebook, "speculation"), named(codebook, "confirmed")
    if speculation is None or confirmed is None:
        return Chart("versus", "SPECULATION AGAINST CONFIRMED", (), "The codebook has not both tags.")

    def bar(one: BriefingNumbers) -> Bar:
        sides = ((speculation, one.speculation), (confirmed, one.confirmed))
        segments = tuple(Segment(tag.name, tag.name, n, tag.letter, tag.color) for tag, n in sides)
        return Bar(one.briefing, one.title, segments, f"{one.speculation:,} : {one.confirmed:,}")

    bars = tuple(bar(one) for one in numbers.briefings if one.speculation or one.confirmed)
    name = f"{speculation.name.upper()} AGAINST {confirmed.name.upper()}"
    return Chart("versus", name, bars, NOTHING, versus=True)


def _likelihood(bands: Iterable[Band]) -> Chart:
    bars = tuple(
        Bar(band.name, f"{band.name}{f'  {band.low}–{band.high}%' if band.high else ''}", (_band(band),))
        for band in bands
    )
    return Chart("likelihood", "HOW LIKELY THE SPECULATION IS", bars)


def _band(band: Band) -> Segment:
    return Segment(band.name, band.name, band.number)


def _progress(briefings: Sequence[Briefing], offsets: Mapping[str, int]) -> Chart:
    bars = []
    for one in briefings:
        share = progress(one, offsets)
        bars.append(Bar(one.id, f"{one.title}", (Segment(one.id, "read", share),), f"{share}%"))
    return Chart("progress", "READING", tuple(bars), "Nothing to read yet.", full=100)
