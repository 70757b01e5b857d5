"""Sentences whose words of likelihood and confidence do not go together."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import NamedTuple

from reeread.extract.confidence import confidence
from reeread.extract.likelihood import STEMS, Said, band, counting, hints, in_scale, lowered, said, worded
from reeread.model.body import Block
from reeread.model.columns import Blocks
from reeread.model.extraction import Confidence, Likelihood, Mixture, Mixtures, Says
from reeread.model.span import Span
from reeread.text.sentences import sentences

TABLES = 1
"""The number of the tables of likelihood and confidence, and of what is made of them here. It is raised whenever they change:
libraries keep it beside what a text says by them."""
_SURE = "onfiden"
"""What all words of confidence have in common."""
_BRACKETS = " (", " [", ", or "
"""What stands between a word of likelihood and a number that explains it."""
_LONGEST = 200
"""Code points that such a number has at most."""
_NEAR = 40
"""How far a number may stand from the word that it is held against, in code points."""


class Spot(NamedTuple):
    """A block in which it may be said how likely or how sure something is."""

    start: int
    end: int
    number: int
    """Of the block among those of the body."""
    places: list[int]
    """Where, from the start of the block, in order."""


def spots(body: str, blocks: Sequence[Block]) -> list[Spot]:
    """Return the blocks in which it may be said how likely or how sure something is: a quick look, which may err."""
    columns = Blocks.of(blocks)
    found: dict[int, list[int]] = {}
    for place in hints(lowered(body), (*STEMS, _SURE)):
        found.setdefault(bisect_right(columns.starts, place) - 1, []).append(place)
    result = []
    for number, there in sorted(found.items()):
        if number >= 0:
            start = columns.starts[number]
            result.append(Spot(start, columns.ends[number], number, sorted(place - start for place in there)))
    return result


class Judgement(NamedTuple):
    """A sentence that says how sure something is, or mixes what does not go together."""

    span: Span
    confidence: Confidence | None
    mixed: tuple[Mixture, ...]


def judgements(body: str, blocks: Sequence[Block], spot: Spot) -> list[Judgement]:
    """Return those sentences of a block that say something; most say nothing, and cutting them takes long."""
    if not _telling(body[spot.start : spot.end], spot.places):
        return []
    found = []
    for span in sentences(body, blocks[spot.number]):
        if holds(spot.places, span.start - spot.start, span.end - spot.start):
            text = span.within(body)
            one = Judgement(span, confidence(text), mixed(text))
            if one.confidence or one.mixed:
                found.append(one)
    return found


def holds(places: Sequence[int], start: int, end: int) -> bool:
    """Return whether one of some places, which are in order, lies between two others."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def says(body: str, blocks: Sequence[Block]) -> Says:
    """Return what the sentences of a text say."""
    found = spots(body, blocks)
    if any(judgements(body, blocks, spot) for spot in found):
        return Says.MORE
    texts = ((body[one.start : one.end], one.places) for one in found)
    likely = any(worded(text, places) or counting(text) for text, places in texts)
    return Says.LIKELIHOOD if likely else Says.NOTHING


def _telling(text: str, places: Iterable[int]) -> bool:
    """Return whether a sentence of a text may say how sure something is, or mix what does not go together.

    Where this is not so none does: a mixture takes a word of likelihood with one of confidence, with one of another scale, or
    with a number, and no word goes on in the next sentence.

    Args:
        text: One block, or more.
        places: Where that may be.
    """
    if _SURE in text:
        return True
    found = worded(text, places)
    if not found:
        return False
    scales = {_scale(one) for one in found} - {""}
    return len(scales) > 1 or counting(text) or any(text.startswith(_BRACKETS, one.end) for one in found)


def mixed(text: str) -> tuple[Mixture, ...]:
    """Return what does not go together in a sentence, at most one of each kind.

    ICD 203 (section D.6.e.2.b) asks that confidence and likelihood be kept to different sentences, and that one
    scale be used; a number beside a word must lie in the word's band.
    """
    found = said(text)
    if not found:
        return ()
    result = []
    sure = confidence(text)
    if sure is not None:
        result.append(
            Mixture(
                Mixtures.CONFIDENCE,
                (sure.term, found[0].likelihood.term),
                f"“{sure.term}” says how sure the judgement is, “{found[0].likelihood.term}” how likely its subject",
            )
        )
    return (*result, *_scales(found), *_numbers(text, found))


def _scales(found: list[Said]) -> list[Mixture]:
    """Return the first word of ICD 203 and the first of another scale, or of two other scales."""
    scaled = [(one, scale) for one in found if (scale := _scale(one))]
    for other, scale in scaled:
        one, first = scaled[0]
        if scale != first:
            terms = (one.likelihood.term, other.likelihood.term)
            return [Mixture(Mixtures.SCALES, terms, f"{_placed(one)}, {_placed(other)}")]
    return []


def _scale(one: Said) -> str:
    """Return the scale of a word, "" where it is of none."""
    return one.scale or ("ICD 203" if one.official else "")


def _placed(one: Said) -> str:
    """Return a term with its percents in its scale."""
    term = one.likelihood
    low, high = in_scale(term.term) if one.scale else (term.low, term.high)
    return f"“{term.term}” is {low}–{high}% by {one.scale or 'ICD 203'}"


def _numbers(text: str, found: list[Said]) -> list[Mixture]:
    """Return the first number that contradicts the word nearest to it."""
    words = [one for one in found if not one.number]
    for number in [one for one in found if one.number] + _bracketed(text, words):
        at = bisect_left(words, number.start, key=attrgetter("start"))
        word = min(words[max(0, at - 1) : at + 1], key=lambda one: _between(number, one), default=None)
        if word is None or _between(number, word) > _NEAR:
            continue
        low, high = word.likelihood.low, word.likelihood.high
        if word.scale:
            least, most = in_scale(word.likelihood.term)
            low, high = min(low, least), max(high, most)
        if number.likelihood.low > high or number.likelihood.high < low:
            terms = (word.likelihood.term, number.likelihood.term)
            why = f"“{terms[0]}” is {low}–{high}%, “{terms[1]}” would be “{band(number.likelihood).term}”"
            return [Mixture(Mixtures.NUMBER, terms, why)]
    return []


def _between(one: Said, other: Said) -> int:
    return max(one.start, other.start) - min(one.end, other.end)


def _bracketed(text: str, words: list[Said]) -> list[Said]:
    """Return percentages that stand in brackets right behind a word of likelihood: "likely (30%)"."""
    from reeread.extract.figures import figures  # seldom needed

    numbers = []
    for word in words:
        if not text.startswith(_BRACKETS, word.end):
            continue
        last = word.end + _LONGEST
        end = text.find(")", word.end, last)
        for figure in figures(text[word.end : end if end > 0 else last], word.end):
            if figure.unit == "%" and figure.start - word.end <= len(", or "):
                low = 0 if figure.low is None else round(figure.low)
                high = 100 if figure.high is None else round(figure.high)
                numbers.append(
                    Said(figure.start, figure.end, Likelihood(figure.text, low, high), number=True)
                )
                break
    return numbers
