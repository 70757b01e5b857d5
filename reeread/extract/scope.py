"""What takes the force from a cue: negation within the clause, questions, and whose words they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reeread.extract.lexicon import CUES
from reeread.extract.sentence import Sentence

_QUOTES = re.compile(r"[\"“„«][^\"”»“]*[\"”»“]?|(?<![^\W\d_])[‘][^’]*(?:’(?=[^\w]|$)|$)")
_REACH = 6
_DASHES = ("—", "–")


@dataclass(frozen=True, slots=True)
class ScopeWords:
    """The words that take the force from a cue, as the data file lists them."""

    ends: frozenset[str]
    turning: frozenset[str]
    away: frozenset[str]
    calling: frozenset[str]
    awaiting: frozenset[str]
    instead: frozenset[tuple[str, ...]]


@cache
def scope_words() -> ScopeWords:
    """Return the words of scope of the grammar that is a program, which is English."""
    import tomllib  # only when the first negation is looked for

    data = tomllib.loads((CUES / "en" / "scope.toml").read_text("utf-8"))["words"]
    pairs = frozenset(tuple(line.split()) for line in data.pop("instead").strip().split("\n"))
    return ScopeWords(**{name: frozenset(words.split()) for name, words in data.items()}, instead=pairs)


def quotations(text: str) -> list[tuple[int, int]]:
    """Return the stretches that stand in quotation marks, an unclosed one to the end of the text."""
    if not any(mark in text for mark in '"“„«‘'):
        return []
    return [match.span() for match in _QUOTES.finditer(text)]


def is_question(text: str) -> bool:
    """Return whether the text asks instead of stating."""
    return text.rstrip("\"'”’»)] \n").endswith("?")


def negated(s: Sentence, at: int, reach: int = _REACH) -> bool:
    """Return whether a negation earlier in the same clause governs the token at this index."""
    words = scope_words()
    for here in range(at - 1, max(-1, at - 1 - reach), -1):
        word = s.words[here]
        low = word.low
        if low in words.ends or "cut" in word.classes:
            return False
        if "negator" in word.classes:
            return not (low == "not" and s.low(here + 1) in ("only", "just", "merely"))
        if (low, s.low(here + 1)) in words.instead:
            return True
        if (
            word.lemma in words.turning
            and word.forms
            and here < at - 1
            and s.low(here + 1) in ("to", "any", "the", "a")
        ):
            return True
    return False


def _before(s: Sentence, at: int, reach: int) -> Iterator[int]:
    """Yield the tokens before a place, nearest first, without what stands between two dashes."""
    here = at - 1
    while here >= 0 and reach:
        if s.low(here) in _DASHES:
            opening = next((i for i in range(here - 1, max(-1, here - 9), -1) if s.low(i) in _DASHES), here)
            here = opening - 1 if opening < here else here
        if here < 0:
            return
        yield here
        here -= 1
        reach -= 1


def turned_away(s: Sentence, at: int) -> bool:
    """Return whether a commitment word here is missing, refused, asked for or only awaited."""
    if negated(s, at, 7):
        return True
    words = scope_words()
    for here in _before(s, at, 8):
        word = s.words[here]
        if "cut" in word.classes or word.low in ("but", "which"):
            return False
        if word.low in words.awaiting:
            return True
        if word.lemma in words.away and word.forms and here < at:
            return True
        if word.lemma in words.calling and s.low(here + 1) in ("for", "on"):
            return True
    return False
