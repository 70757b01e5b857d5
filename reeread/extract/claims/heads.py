"""What a figure counts: the noun phrase after it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reeread.extract.claims.lexicon import past_forms, stem, stop_words
from reeread.extract.claims.numbers import ones, tens
from reeread.extract.claims.times import month
from reeread.extract.claims.tokens import Token

ARTICLES = frozenset(
    ["the", "its", "their", "his", "her", "our", "a", "an", "every", "all", "those", "these", "my", "your"]
)
_PASSED = frozenset(["more", "other", "further", "additional", "new"])
_PLURALS = frozenset(["people", "men", "women", "children"])
_PLURAL_FIRST = frozenset(["sales", "arms", "sports", "goods", "customs", "news", "savings", "gas", "operations", "series",
                           "measles", "mumps", "rabies", "diabetes"])  # fmt: skip
"""Plurals that stand before another noun."""
_NUMBER_OF = re.compile(
    r"\b(?:(?:number|total|count|tally) of|death) (?P<what>[^,;:.\d]{3,60}?)"
    r"(?: (?:to|at|of|is|was|were|reached|hit|totalled|totaled))+(?: \w+ly)?\s*$",
    re.IGNORECASE,
)
_QUOTES = frozenset("-’'\"“”")
_REACH = 9


@dataclass(frozen=True, slots=True)
class Head:
    """A noun phrase: its stems with the head noun last, and its first noun group's head as printed."""

    stems: tuple[str, ...] = ()
    noun: str = ""


def head_before(row: Sequence[Token], text: str) -> Head:
    """Return what a number at the end of a text counts: "the number of deaths has risen to", "the toll stands at"."""
    found = _NUMBER_OF.search(text)
    if found is None:
        return Head()
    start = found.start("what")
    return head([token for token in row if token.start >= start])


def _ends(word: str) -> bool:
    """Return whether a noun phrase ends with a word: what follows a plural is a verb, as in "households remain"."""
    if word in _PLURAL_FIRST:
        return False
    return word in _PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def head(row: Sequence[Token]) -> Head:
    """Return the noun phrase at the start of a row of tokens, with the one after its "of"."""
    words: list[str] = []
    noun = ""
    inside = False
    before = low = ""
    for token in row[:_REACH]:
        before, low = low, token.low
        if low in _QUOTES:
            continue
        if token.kind != "word":
            break
        if low == "of":
            if inside:
                break
            inside = True
        elif low in ARTICLES or low in _PASSED:
            continue
        elif (
            low in stop_words()
            or low in ones()
            or low in tens()
            or (month(low) and token.text[0].isupper())
            or (
                words
                and ((low.endswith("ed") and before not in _QUOTES) or low in past_forms() or _ends(before))
            )
        ):
            break
        else:
            words.append(stem(low))
            noun = noun if inside else token.text
            if len(words) >= (6 if inside else 4):
                break
    return Head(tuple(words), noun)
