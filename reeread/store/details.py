"""What the extractor said of a sentence, short: texts are left out, because the body has them."""

from collections.abc import Iterator
from typing import Any

from reeread.model.body import BlockKind
from reeread.model.extraction import (
    Confidence,
    Cue,
    Decision,
    Figure,
    Highlight,
    Level,
    Likelihood,
    Suggestion,
)
from reeread.model.trust import Reason

_UNSAID = "rules/1"
"""The method of suggestions that are kept without one, as the most are."""


def packed(highlight: Highlight) -> dict[str, Any] | None:
    """Return tags, figures, speaker, likelihood and confidence for JSON, offsets counted from the sentence; None if none.

    A cue or figure whose text is not what the body has at its place keeps that text.
    """
    start = highlight.start
    parts: dict[str, Any] = {}
    if highlight.tags:
        parts["tags"] = [
            [tag.tag, tag.score, [_cue(cue, highlight) for cue in tag.cues], *_method(tag)]
            for tag in highlight.tags
        ]
    if highlight.figures:
        parts["figures"] = [
            [
                one.start - start,
                one.end - start,
                _own(one, highlight),
                one.low,
                one.high,
                one.unit,
                int(one.approximate),
            ]
            for one in highlight.figures
        ]
    if highlight.speaker is not None:
        parts["speaker"] = highlight.speaker
    if highlight.likelihood is not None:
        likelihood = highlight.likelihood
        parts["likelihood"] = [likelihood.term, likelihood.low, likelihood.high]
    if highlight.confidence is not None:
        parts["confidence"] = [highlight.confidence.term, highlight.confidence.level.value]
    return parts or None


def unpacked(
    text: str,
    start: int,
    block: str,
    score: float,
    key: bool,
    details: dict[str, Any] | None,
    decision: Decision = Decision.OPEN,
) -> Highlight:
    """Return the highlight of a sentence of this text that `packed` made the details of."""
    parts = details or {}

    def words(begin: int, end: int, own: str | None) -> str:
        return text[begin:end] if own is None else own

    return Highlight(
        start,
        start + len(text),
        text,
        BlockKind(block),
        score,
        key,
        tuple(
            Suggestion(
                tag,
                weight,
                tuple(
                    Cue(
                        start + begin,
                        start + end,
                        words(begin, end, own),
                        rule,
                        bool(flags & 1),
                        bool(flags & 2),
                    )
                    for begin, end, own, rule, flags in cues
                ),
                *(method or (_UNSAID,)),
            )
            for tag, weight, cues, *method in parts.get("tags", ())
        ),
        tuple(
            Figure(start + begin, start + end, words(begin, end, own), low, high, unit, bool(approximate))
            for begin, end, own, low, high, unit, approximate in parts.get("figures", ())
        ),
        parts.get("speaker"),
        Likelihood(*parts["likelihood"]) if "likelihood" in parts else None,
        decision,
        _confidence(*parts["confidence"]) if "confidence" in parts else None,
    )


def reasons(details: dict[str, Any] | None) -> Iterator[Reason]:
    """Yield for each suggestion in the details of a sentence who made it and by which rules."""
    for tag, _, cues, *method in (details or {}).get("tags", ()):
        rules = tuple(dict.fromkeys(rule for _, _, _, rule, flags in cues if not flags & 1))
        yield Reason(tag, rules, *(method or (_UNSAID,)))


def _confidence(term: str, level: str) -> Confidence:
    return Confidence(term, Level(level))


def _method(suggestion: Suggestion) -> tuple[str, ...]:
    """Return what found a suggestion, and by which model, unless that goes without saying."""
    if suggestion.model:
        return suggestion.method, suggestion.model
    return () if suggestion.method == _UNSAID else (suggestion.method,)


def _cue(cue: Cue, highlight: Highlight) -> list[Any]:
    flags = cue.negated | cue.quoted << 1
    start = highlight.start
    return [cue.start - start, cue.end - start, _own(cue, highlight), cue.rule, int(flags)]


def _own(part: Cue | Figure, highlight: Highlight) -> str | None:
    start = highlight.start
    same = part.start >= start and highlight.text[part.start - start : part.end - start] == part.text
    return None if same else part.text
