"""What a figure counts: the noun phrase after it."""

from collections.abc import Sequence
from dataclasses import dataclass

from reeread.extract.claims.lexicon import stem, stop_words
from reeread.extract.claims.numbers import ones, tens
from reeread.extract.claims.times import month
from reeread.extract.claims.tokens import Token

ARTICLES = frozenset(
    ["the", "its", "their", "his", "her", "our", "a", "an", "every", "all", "those", "these", "my", "your"]
)
_PASSED = frozenset(["more", "other", "further", "additional", "new"])
_QUOTES = frozenset("-’'\"“”")
_REACH = 9


@dataclass(frozen=True, slots=True)
class Head:
    """A noun phrase: its stems with the head noun last, and its first noun group's head as printed."""

    stems: tuple[str, ...] = ()
    noun: str = ""


def head(row: Sequence[Token]) -> Head:
    """Return the noun phrase at the start of a row of tokens, with the one after its "of"."""
    words: list[str] = []
    noun = ""
    inside = False
    for token in row[:_REACH]:
        low = token.low
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
            or (low.endswith("ed") and words)
        ):
            break
        else:
            words.append(stem(low))
            noun = noun if inside else token.text
            if len(words) >= (6 if inside else 4):
                break
    return Head(tuple(words), noun)
