"""Words of likelihood and their bands after ICD 203 (Analytic Standards, section D.6.e.2.a)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reeread.model.extraction import Likelihood

_DATA = Path(__file__).parent / "likelihood.toml"
_STEMS = (
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
    *("inevit", "imposs", "small", "realistic", "bound to"),
)
"""One of these is in every word of likelihood: looking for them takes a fiftieth of the time."""
_NUMBER_HINT = re.compile(r"chance|probab|likelihood|odds", re.I)


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
    longest = sorted(terms, key=len, reverse=True)
    spelled = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in longest)
    return re.compile(rf"(?<![\w-])(?:{spelled})(?![\w-])", re.I), terms


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().split("\n") if line.strip()]


def likelihood(text: str) -> Likelihood | None:
    """Return the first likelihood in a sentence, a word's band or a number, in whole percents, or None."""
    first = next(iter(said(text)), None)
    return first.likelihood if first else None


def hinted(text: str) -> bool:
    """Return whether a text may hold a likelihood; where it does not, `said` finds none."""
    lower = text.lower()
    for stem in _STEMS:  # noqa: SIM110 - a generator would take twice as long, and this is asked of every sentence
        if stem in lower:
            return True
    return False


def phrases() -> tuple[str, ...]:
    """Return words and phrases one of which stands in every text in which `said` finds something."""
    nouns = set(_data()["number"]["nouns"].split())
    terms = {term for term, meaning in _terms()[1].items() if not meaning.silent} | nouns
    single = {term for term in terms if " " not in term}
    return tuple(sorted(single | {term for term in terms if single.isdisjoint(term.split())}))


def said(text: str) -> list[Said]:
    """Return the likelihoods of a text in order, words with their bands and numbers: "a 70 percent chance"."""
    if not hinted(text):
        return []
    pattern, terms = _terms()
    found = []
    for match in pattern.finditer(text):
        term = terms[re.sub(r"\s+", " ", match.group().lower())]
        if not term.silent:
            found.append(
                Said(*match.span(), Likelihood(match.group(), term.low, term.high), term.scale, term.official)
            )
    if _NUMBER_HINT.search(text):
        numbers = [one for one in _numbers(text) if not any(_overlap(one, other) for other in found)]
        found = sorted([*found, *numbers], key=lambda one: one.start)
    return found


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


def _overlap(one: Said, other: Said) -> bool:
    return one.start < other.end and other.start < one.end


@lru_cache
def _nouns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = "|".join(_data()["number"]["nouns"].split())
    return (
        re.compile(rf"[ -]?(?:{nouns})\b", re.I),
        re.compile(
            rf"\b(?:{nouns}) (?:of |(?:[^.;:,]{{1,40}} )?(?:is|are|was|were|at|as|to be) )(?:put at )?$", re.I
        ),
    )


def _numbers(text: str) -> Iterator[Said]:
    """Yield the percentages of a text that are likelihoods."""
    from reeread.extract.figures import figures  # seldom needed

    after, before = _nouns()
    for figure in figures(text):
        if figure.unit != "%":
            continue
        start, end = figure.start, figure.end
        if found := after.match(text, end):
            end = found.end()
        elif lead := before.search(text, 0, start):
            start = lead.start()
        else:
            continue
        low = 0 if figure.low is None else round(figure.low)
        high = 100 if figure.high is None else round(figure.high)
        if 0 <= low <= high <= 100:
            yield Said(start, end, Likelihood(text[start:end], low, high), number=True)
