"""Put the second opinion beside the rules: what it adds, what it takes away, and by which words."""

from collections.abc import Sequence
from math import exp

from reeread.extract.evidence import Reading
from reeread.extract.learned import METHOD, RULE
from reeread.extract.learned.features import BEGIN, spelled
from reeread.extract.learned.negation import silenced, turned
from reeread.extract.learned.weights import Weights
from reeread.extract.lexicon import TAGS
from reeread.model.extraction import Cue, Suggestion

FAMILIAR = 0.42
"""Share of content words that must be known for the opinion to count in full; the training text has a half."""
DOUBT = 5.0
"""By how much the margins grow when no word is known at all, each word known less adding its part."""
_SHOWN = 3
_LEAST = 0.05  # log-odds: a word that adds less is no cue


def second(
    weights: Weights, reading: Reading, given: Sequence[Suggestion], offset: int = 0
) -> tuple[Suggestion, ...]:
    """Return the suggestions of rules and second opinion together, cues placed in the body by `offset`.

    What the opinion adds has its strongest words as cues. It never brings back a tag whose cues a negation
    suppressed, and it needs the more margin the less it knows of the sentence's words.
    """
    odds, coverage = weights.sums(reading, given)
    doubt = DOUBT * max(0.0, FAMILIAR - coverage)
    by_rules = {suggestion.tag: suggestion for suggestion in given}
    found: dict[str, Suggestion] = {}
    for place, tag in enumerate(TAGS):
        z = odds[place]
        if tag in by_rules:
            if z > -(weights.about["veto"][place] + doubt):
                found[tag] = by_rules[tag]
        elif z > weights.about["add"][place] + doubt and not silenced(reading, tag):
            cues = _cues(weights, reading, place, offset)
            if any(not cue.negated for cue in cues):
                found[tag] = Suggestion(tag, round(1 / (1 + exp(-z)), 3), cues, METHOD)
    return tuple(found[tag] for tag in TAGS if tag in found)


def _cues(weights: Weights, reading: Reading, place: int, offset: int) -> tuple[Cue, ...]:
    """Return the words that spoke most for a tag, in order; the best one even when it is weak."""
    s, tag = reading.sentence, TAGS[place]
    scored: list[tuple[float, int, int]] = []
    last = BEGIN
    values: list[float] = []
    for at, word in enumerate(s.words):
        text, vector, kind = weights.word(word)
        values.append(vector[place])
        if kind:
            scored.append((vector[place], at, at + 1))
        if last != BEGIN and (kind or "closed" not in s.words[at - 1].classes):
            pair = weights.of(f"b:{last} {text}")[place]
            if pair > 0 and "mark" not in word.classes and "mark" not in s.words[at - 1].classes:
                scored.append((pair + max(values[-1], 0.0) + max(values[-2], 0.0), at - 1, at + 1))
        last = spelled(word.low)
    scored.sort(key=lambda entry: (-entry[0], entry[1], -entry[2]))
    kept: list[tuple[float, int, int]] = []
    for value, start, end in scored:
        if kept and (len(kept) == _SHOWN or value < _LEAST):
            break
        if not any(k[1] < end and start < k[2] for k in kept):
            kept.append((value, start, end))
    cues = []
    for _, start, end in sorted(kept, key=lambda entry: entry[1]):
        begin, stop = s.starts[start], s.ends[end - 1]
        lost = turned(reading, tag, start)
        cues.append(Cue(offset + begin, offset + stop, s.text[begin:stop], RULE, lost, reading.quoted(start)))
    return tuple(cues)
