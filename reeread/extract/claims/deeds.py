"""Claims without figures: who did what to whom, by the verbs of data/deeds.toml."""

import re
from collections.abc import Iterator, Sequence
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
    all_names = frozenset(mention.stem for mention in names)
    stems = frozenset(mention.stem for mention in words)
    grouped = frozenset(name for base in stems for name in classes(base))
    for kind, start, word in spots:
        after = [mention.stem for mention in printed if mention.start > start][:_REACH]
        yield Deed(
            document,
            sentence,
            span.start,
            span.end,
            text,
            kind,
            word,
            frozenset(mention.stem for mention in names if mention.start < start),
            all_names,
            stems,
            grouped,
            frozenset(after) | frozenset(name for base in after for name in classes(base)),
        )


def _past(mention: Mention) -> bool:
    low = mention.word.lower()
    if low.endswith("ed") or low in ("cut", "shut", "quit"):
        return True
    if _NOUN.search(low) or low.endswith(("s", "ing", "e")):
        return False
    return low != mention.stem and stem(low) == mention.stem


def _done(text: str, start: int) -> bool:
    return not _UNDONE.search(text[max(0, start - 40) : start])
