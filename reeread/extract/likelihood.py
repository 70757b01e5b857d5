"""Words of likelihood and their bands after ICD 203 (Analytic Standards, section D.6.e.2.a)."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any

from reeread.extract.alternatives import alternatives
from reeread.model.extraction import Likelihood

_DATA = Path(__file__).parent / "likelihood.toml"
STEMS = (
    *(
        "like",
        "prob",
        "chance",
        "odds",
        "certain",
        "remote",
        "doubtful",
        "presum",
        "toss",
        "coin",
        "50",
        "fifty",
    ),
    *("inevit", "imposs", "small", "realistic", "bound", "better"),
)
"""One of these is in every word of likelihood: looking for them takes a fiftieth of the time."""
_STOP = re.compile("[.,]")
_LEAD = 100
"""Code points that a noun may stand before its number, with what joins them."""


@dataclass(frozen=True, slots=True)
class Said:
    """A likelihood where it stands, in code points of the text."""

    start: int
    end: int
    likelihood: Likelihood
    scale: str = ""
    """The scale, in words, that has the term where ICD 203 has not; "" for a number and for other words."""
    official: bool = False
    """Whether ICD 203 itself has the term."""
    number: bool = False
    """Whether it is a number of percents and no word."""


_start = attrgetter("start")


@dataclass(frozen=True, slots=True)
class _Term:
    low: int = 0
    high: int = 0
    official: bool = False
    scale: str = ""
    scale_low: int = 0
    scale_high: int = 0
    silent: bool = False


@lru_cache
def _data() -> dict[str, Any]:
    import tomllib  # only when the first word of likelihood is met

    return tomllib.loads(_DATA.read_text("utf-8"))


@lru_cache
def _terms() -> tuple[re.Pattern[str], dict[str, _Term]]:
    terms: dict[str, _Term] = {}
    for band in _data()["band"]:
        low, high = band["low"], band["high"]
        for term in (band["name"], *_lines(band["also"])):
            terms[term] = _Term(low, high, official=True)
        terms |= {term: _Term(low, high) for term in _lines(band["terms"])}
    for scale in _data()["scale"]:
        for line in _lines(scale["terms"]):
            term, _, ends = line.partition("=")
            low, high = map(int, ends.split("-"))
            known = terms.get(term)
            if known is None or not known.official:
                ours = known or _Term(low, high)
                terms[term] = _Term(ours.low, ours.high, False, scale["name"], low, high)
    terms |= {term: _Term(silent=True) for term in _lines(_data()["silent"]["terms"]) if term not in terms}
    # Of text in small letters: to look for either takes three times as long.
    return re.compile(rf"(?<![\w-]){alternatives(terms)}(?![\w-])"), terms


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n") if line.strip()]


def likelihood(text: str) -> Likelihood | None:
    """Return the first likelihood in a sentence, a word's band or a number, in whole percents, or None."""
    first = next(iter(said(text)), None)
    return first.likelihood if first else None


def said(text: str) -> list[Said]:
    """Return the likelihoods of a text in order, words with their bands and numbers: "a 70 percent chance"."""
    places = hints(lowered(text), STEMS)
    if not places:
        return []
    found = worded(text, places)
    if counting(text):
        numbers = [one for one in _numbers(text) if not _overlaps(one, found)]
        found = sorted([*found, *numbers], key=_start)
    return found


def worded(text: str, places: Iterable[int]) -> list[Said]:
    """Return the words of likelihood of a text in order, with their bands.

    Args:
        text: A sentence, or more.
        places: Where one may stand.
    """
    lower, found = lowered(text), []
    for clause in _clauses(lower, places):
        pattern, terms = _terms()
        for match in pattern.finditer(lower, *clause):
            term = terms.get(match.group()) or terms[re.sub(r"\s+", " ", match.group())]
            if not term.silent:
                start, end = match.span()
                likely = Likelihood(text[start:end], term.low, term.high)
                found.append(Said(start, end, likely, term.scale, term.official))
    return found


def hints(lower: str, stems: Iterable[str]) -> list[int]:
    """Return where one of these stems stands in a text in small letters, in no order."""
    found = []
    for stem in stems:
        if stem in lower:  # quicker than to look where, and mostly it is not
            found += [match.start() for match in re.finditer(stem, lower)]
    return found


def _clauses(lower: str, places: Iterable[int]) -> list[tuple[int, int]]:
    """Return what stands around places, from one full stop or comma to the next, which no word of likelihood has."""
    found, end = [], 0
    for at in sorted(places):
        if at >= end:
            start = max(lower.rfind(".", end, at), lower.rfind(",", end, at), end - 1) + 1
            stop = _STOP.search(lower, at)
            end = stop.start() if stop else len(lower)
            found.append((start, end))
    return found


def counting(text: str) -> bool:
    """Return whether a text may hold a number of percents that is a likelihood: one of the nouns that make it one."""
    lower = text.lower()
    return any(noun in lower for noun in _nouns())


def lowered(text: str) -> str:
    """Return a text in small letters, each where it stood: İ, which becomes two, stays."""
    lower = text.lower()
    return (
        lower
        if len(lower) == len(text)
        else "".join(one if len(one.lower()) > 1 else one.lower() for one in text)
    )


def bands() -> tuple[tuple[str, int, int], ...]:
    """Return name, low and high of each band, from the least likely to the most."""
    return tuple((band["name"], band["low"], band["high"]) for band in _data()["band"])


def band(likely: Likelihood) -> Likelihood:
    """Return the band of ICD 203 in which a likelihood lies by its middle, its term the band's own name."""
    middle = (likely.low + likely.high) / 2
    fitting = (one for one in bands() if (likely.low, likely.high) == one[1:])
    return Likelihood(*next(fitting, None) or next((one for one in bands() if middle < one[2]), bands()[-1]))


def in_scale(term: str) -> tuple[int, int]:
    """Return the percents that a term has in the scale which has it and ICD 203 has not."""
    found = _terms()[1][re.sub(r"\s+", " ", term.lower())]
    return found.scale_low, found.scale_high


def _overlaps(one: Said, others: Sequence[Said]) -> bool:
    """Return whether a likelihood overlaps one of others, which are in order."""
    before = bisect_left(others, one.end, key=_start)
    return before > 0 and others[before - 1].end > one.start


@lru_cache
def _nouns() -> tuple[str, ...]:
    return tuple(_data()["number"]["nouns"].split())


@lru_cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands behind a number that is a likelihood, and what before it."""
    nouns = "|".join(_nouns())
    return (
        re.compile(rf"[ -]?(?:{nouns})\b", re.I),
        re.compile(
            rf"\b(?:{nouns}) (?:of |(?:[^.;:,]{{1,40}} )?(?:is|are|was|were|at|as|to be) )(?:put at )?$", re.I
        ),
    )


def _numbers(text: str) -> Iterator[Said]:
    """Yield the percentages of a text that are likelihoods."""
    from reeread.extract.figures import figures  # seldom needed

    after, before = _beside()
    for figure in figures(text):
        if figure.unit != "%":
            continue
        start, end = figure.start, figure.end
        if found := after.match(text, end):
            end = found.end()
        elif lead := before.search(text, max(0, start - _LEAD), start):
            start = lead.start()
        else:
            continue
        low = 0 if figure.low is None else round(figure.low)
        high = 100 if figure.high is None else round(figure.high)
        if 0 <= low <= high <= 100:
            yield Said(start, end, Likelihood(text[start:end], low, high), number=True)
