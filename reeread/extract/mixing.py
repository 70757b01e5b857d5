"""Sentences whose words of likelihood and confidence do not go together."""

from itertools import combinations

from reeread.extract.confidence import confidence
from reeread.extract.likelihood import Said, band, in_scale, phrases, said
from reeread.extract.likelihood import hinted as likely_hinted
from reeread.model.extraction import Likelihood, Mixture, Mixtures

_NEAR = 40
"""How far a number may stand from the word that it is held against, in code points."""


def hinted(text: str) -> bool:
    """Return whether a text may say how likely or how sure something is: a quick look, which may err."""
    return "onfiden" in text or likely_hinted(text)


def hints() -> tuple[str, ...]:
    """Return words and phrases one of which stands in every text that says how likely or how sure something is.

    One that ends in * is the beginning of a word.
    """
    return ("confiden*", *phrases())


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
    scales = [(one, one.scale or ("ICD 203" if one.official else "")) for one in found]
    for (one, first), (other, second) in combinations(scales, 2):
        if first and second and first != second:
            terms = (one.likelihood.term, other.likelihood.term)
            return [Mixture(Mixtures.SCALES, terms, f"{_placed(one)}, {_placed(other)}")]
    return []


def _placed(one: Said) -> str:
    """Return a term with its percents in its scale."""
    term = one.likelihood
    low, high = in_scale(term.term) if one.scale else (term.low, term.high)
    return f"“{term.term}” is {low}–{high}% by {one.scale or 'ICD 203'}"


def _numbers(text: str, found: list[Said]) -> list[Mixture]:
    """Return the first number that contradicts the word nearest to it."""
    words = [one for one in found if not one.number]
    for number in [one for one in found if one.number] + _bracketed(text, words):
        word = min(words, key=lambda one: _between(number, one), default=None)
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
        if not text.startswith((" (", " [", ", or "), word.end):
            continue
        end = text.find(")", word.end)
        for figure in figures(text[word.end : end if end > 0 else len(text)], word.end):
            if figure.unit == "%" and figure.start - word.end <= len(", or "):
                low = 0 if figure.low is None else round(figure.low)
                high = 100 if figure.high is None else round(figure.high)
                numbers.append(
                    Said(figure.start, figure.end, Likelihood(figure.text, low, high), number=True)
                )
                break
    return numbers
