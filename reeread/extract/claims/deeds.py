"""Claims without figures: who did what to whom and when, by the verbs of data/deeds.toml."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from reeread.extract.claims.context import Mention
from reeread.extract.claims.lexicon import classes, common_names, data, stem
from reeread.extract.claims.measure import Measure
from reeread.extract.claims.statement import Deed
from reeread.model.span import Span

_NOUN = re.compile(r"(?:ions?|ments?|als?|ers?|ors?|ance|ings?|ures?)$")
_UNDONE = re.compile(
    r"\b(?:not|never|n[’']t|would|could|may|might|should|will|to|can|must|if|unless|whether|before|until|without|refused to"
    r"|failed to|expected to|due to|wants? to|plans? to)\s+(?:\w+ly\s+)?(?:have |be |been )?$",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"\b(?:would|could|may|might|should|will|shall|if|unless|whether|before|until|without|no|not|plan\w*|propos\w+|expect\w*|pending"
    r"|possible|likely|subject to|call\w* for|demand\w*|depend\w*)\b",
    re.IGNORECASE,
)
"""Words beside which a noun does not say that the deed was done."""
_PASSIVE = re.compile(r"\b(?:was|were|is|are|been|being|be|got)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|from)\s+(?P<who>[^,;:]{2,60})")
_RELATIVE = re.compile(r", (?:who|which|whose|where|accompanied|flanked)\b[^,;]*,")
_CLAUSE = re.compile(r"[;:—]| while | but | although | because ")
_OBJECT_ENDS = re.compile(
    r"[,;:—]| (?:in|at|on) (?-i:[A-Z\d])| (?:after|before|during|because|when|while|who|which|where|as|but|since|until|by) ",
    re.IGNORECASE,
)
_REACH = 6
"""How many words before and after the verb its subject and object are looked for."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a sentence says a deed; offsets count from its start."""

    kinds: frozenset[str]
    start: int
    end: int
    undergone: bool = False
    """Whether what it is done to stands before."""
    noun: bool = False
    """Whether a noun names it, with what it is done to after its "of"."""


@cache
def _verbs() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for kind, words in data("deeds")["verbs"].items():
        for word in words.split():
            found.setdefault(stem(word), set()).add(kind)
    return {base: frozenset(kinds) for base, kinds in found.items()}


@cache
def _nouns() -> dict[str, frozenset[str]]:
    return {
        word: frozenset([kind]) for kind, words in data("deeds")["nouns"].items() for word in words.split()
    }


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str, bool], ...]:
    return tuple(
        (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind, table == "undergone")
        for table in ("undergone", "turns")
        for words, kind in data("deeds")[table].items()
    )


@cache
def _any_turn() -> re.Pattern[str]:
    """Return one pattern that fits wherever any turn of phrase does: a quick look before the long one."""
    turns = "|".join(f"(?:{words})" for table in ("undergone", "turns") for words in data("deeds")[table])
    return re.compile(rf"\b(?:{turns})\b", re.IGNORECASE)


@cache
def alone() -> frozenset[str]:
    """Return the kinds of deeds that need no object."""
    return frozenset(data("deeds")["alone"].split())


def deeds(
    document: int,
    source: str,
    sentence: int,
    span: Span,
    text: str,
    words: Sequence[Mention],
    when: Measure | None,
) -> Iterator[Deed]:
    """Yield the deeds of a sentence that no negation, modal or condition governs; `when` is its only exact date."""
    spots = _spots(text, words)
    if not spots:
        return
    printed = [mention for mention in words if mention.word]
    asides = [match.span() for match in _RELATIVE.finditer(text)]
    names = [
        mention
        for mention in printed
        if mention.word[0].isupper()
        and mention.word.lower() not in common_names()
        and not any(low <= mention.start < high for low, high in asides)
    ]
    stems = frozenset(mention.stem for mention in words)
    grouped = frozenset(name for base in stems for name in classes(base))
    for spot in spots:
        before = _with_classes(mention.stem for mention in _before(text, spot, printed, asides))
        after = _with_classes(mention.stem for mention in _after(text, spot, printed))
        if spot.noun and spot.kinds & alone():
            before, after = after, before
        elif spot.undergone or spot.noun:
            doer = _BY.search(text, spot.end)
            low, high = doer.span("who") if doer else (0, 0)
            by = _with_classes(mention.stem for mention in printed if low <= mention.start < high)
            before, after = by, after if spot.noun else before
        following = [mention for mention in printed if mention.start > spot.start][: 2 * _REACH]
        last = following[-1].start if following else spot.start
        yield Deed(
            document,
            source,
            sentence,
            span.start,
            span.end,
            text,
            spot.kinds,
            text[spot.start : spot.end],
            before,
            frozenset(mention.stem for mention in names if mention.start <= last),
            stems,
            grouped,
            after,
            when,
            text[min(spot.start, when.start) : max(spot.end, when.end)].rstrip(".") if when else "",
        )


def _spots(text: str, words: Sequence[Mention]) -> list[_Spot]:
    found = []
    taken: list[tuple[int, int]] = []
    for pattern, kind, undergone in _turns() if _any_turn().search(text) else ():
        for match in pattern.finditer(text):
            if not any(low < match.end() and match.start() < high for low, high in taken):
                taken.append(match.span())
                if _done(text, match.start()):
                    found.append(_Spot(frozenset([kind]), match.start(), match.end(), undergone=undergone))
    for mention in words:
        start, end = mention.start, mention.start + len(mention.word)
        if not mention.word or mention.word[0].isupper() or any(low <= start < high for low, high in taken):
            continue
        if (
            mention.stem in _verbs()
            and _past(mention)
            and _done(text, start)
            and text[start - 1 : start] not in "-‐‑"
        ):
            passive = bool(_PASSIVE.search(text[max(0, start - 24) : start]))
            kinds = _verbs()[mention.stem]
            found.append(_Spot(kinds, start, end, undergone=passive and not kinds & alone()))
        elif mention.word in _nouns() and text.startswith(" of ", end) and not _OPEN.search(text):
            found.append(_Spot(_nouns()[mention.word], start, end, noun=True))
    return found


def _before(
    text: str, spot: _Spot, words: Sequence[Mention], asides: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield the words before a verb in its clause, the nearest few: its subject is among them."""
    clause = max((edge.end() for edge in _CLAUSE.finditer(text, 0, spot.start)), default=0)
    last = spot.end if spot.undergone else spot.start
    before = [
        mention
        for mention in words
        if clause <= mention.start < last and not any(low <= mention.start < high for low, high in asides)
    ]
    return iter(before[-_REACH:])


def _after(text: str, spot: _Spot, words: Sequence[Mention]) -> list[Mention]:
    """Return the words of the phrase after a verb: its object is among them."""
    ends = _OBJECT_ENDS.search(text, spot.end + 1)
    end = ends.start() if ends else len(text)
    return [mention for mention in words if spot.start < mention.start < end][:_REACH]


def _with_classes(stems: Iterable[str]) -> frozenset[str]:
    found = frozenset(stems)
    return found | {name for base in found for name in classes(base)}


def _past(mention: Mention) -> bool:
    low = mention.word.lower()
    if low.endswith("ed") or low in ("cut", "shut", "quit"):
        return True
    if _NOUN.search(low) or low.endswith(("s", "ing", "e")):
        return False
    return low != mention.stem and stem(low) == mention.stem


def _done(text: str, start: int) -> bool:
    return not _UNDONE.search(text[max(0, start - 40) : start])
