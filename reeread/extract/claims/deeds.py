"""Claims without figures: who did what to whom, by the verbs of data/deeds.toml."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from reeread.extract.claims.context import Mention
from reeread.extract.claims.lexicon import classes, common_names, data, stem
from reeread.extract.claims.statement import Deed
from reeread.model.span import Span

_NOUN = re.compile(r"(?:ions?|ments?|als?|ers?|ors?|ance|ings?|ures?)$")
_UNDONE = re.compile(
    r"\b(?:not|never|n[’']t|would|could|may|might|should|will|to|can|must|if|unless|whether|before|until|without|refused to"
    r"|failed to|expected to|due to|wants? to|plans? to)\s+(?:\w+ly\s+)?(?:have |be |been )?$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r", (?:who|which|whose|where|accompanied|flanked)\b[^,;]*,")
_CLAUSE = re.compile(r"[;:—]| while | but | although | because ")
_REACH = 6
"""How many words before and after the verb its subject and object are looked for."""


@cache
def _verbs() -> dict[str, str]:
    return {stem(verb): kind for kind, verbs in data("deeds")["verbs"].items() for verb in verbs.split()}


@cache
def _turns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple(
        (re.compile(rf"\b(?:{words})\b", re.IGNORECASE), kind)
        for words, kind in data("deeds")["turns"].items()
    )


def deeds(document: int, sentence: int, span: Span, text: str, words: Sequence[Mention]) -> Iterator[Deed]:
    """Yield the deeds of a sentence: verbs in a past form that no negation, modal or condition governs."""
    spots = [
        (kind, match.start(), match.group()) for pattern, kind in _turns() for match in pattern.finditer(text)
    ]
    for mention in words:
        kind = _verbs().get(mention.stem)
        if (
            kind
            and mention.word
            and not mention.word[0].isupper()
            and _past(mention)
            and _done(text, mention.start)
            and not _joined_on(text, mention.start)
        ):
            spots.append((kind, mention.start, mention.word))
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
    for kind, start, word in spots:
        following = [mention for mention in printed if mention.start > start]
        after = [mention.stem for mention in following[:_REACH]]
        last = following[: 2 * _REACH][-1].start if following else start
        yield Deed(
            document,
            sentence,
            span.start,
            span.end,
            text,
            kind,
            word,
            _with_classes(mention.stem for mention in _doers(text, start, printed, asides)),
            frozenset(mention.stem for mention in names if mention.start <= last),
            stems,
            grouped,
            _with_classes(after),
        )


def _doers(
    text: str, start: int, words: Sequence[Mention], asides: Sequence[tuple[int, int]]
) -> Iterator[Mention]:
    """Yield the words before a verb in its clause, the nearest few: its subject is among them."""
    clause = max((edge.end() for edge in _CLAUSE.finditer(text, 0, start)), default=0)
    before = [
        mention
        for mention in words
        if clause <= mention.start < start and not any(low <= mention.start < high for low, high in asides)
    ]
    return iter(before[-_REACH:])


def _with_classes(stems: Iterable[str]) -> frozenset[str]:
    found = frozenset(stems)
    return found | {name for base in found for name in classes(base)}


def _joined_on(text: str, start: int) -> bool:
    return start > 0 and text[start - 1] in "-‐‑"


def _past(mention: Mention) -> bool:
    low = mention.word.lower()
    if low.endswith("ed") or low in ("cut", "shut", "quit"):
        return True
    if _NOUN.search(low) or low.endswith(("s", "ing", "e")):
        return False
    return low != mention.stem and stem(low) == mention.stem


def _done(text: str, start: int) -> bool:
    return not _UNDONE.search(text[max(0, start - 40) : start])
