"""What the second opinion looks at: words in a row, parts of words, and what the rules made of the sentence.

Features are named by a letter for their family and what they are:

    w:harvest  b:the harvest  t:of the harvest     words in a row, ^ and $ the borders of the sentence
    c:<har                                         three to five characters of a word, < and > its borders
    h:risk.health-strong                           a cue word of this rule stands here, live or not
    m:fact  a:fact actor  l:rise  p:rise past      a clause: what it does, whose, its verb and the verb's tense
    v:risk  s:risk                                 the rules' verdict (1 or 0) and its score

Families are scaled against each other and, those of words, by the length of the sentence.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from math import sqrt

from reeread.extract.clause import Clause
from reeread.extract.evidence import Reading
from reeread.model.extraction import Suggestion

SCALES = {
    "w": 1.0, "b": 1.0, "t": 1.0, "c": 0.5, "h": 0.3, "m": 0.3, "a": 0.3, "l": 0.3, "p": 0.3, "v": 2.0, "s": 2.0,
}  # fmt: skip
BEGIN, END, FIGURE = "^", "$", "#"
_PARTS = (3, 4, 5)

Feature = tuple[str, float]


def spelled(low: str) -> str:
    """Return the word as it counts: all figures are one."""
    return FIGURE if low[0].isdigit() else low


def length(words: int) -> float:
    """Return by how much the words of a sentence of this many words are scaled down."""
    return 1 / sqrt(max(1, words))


def of_word(word: str) -> list[str]:
    """Return the features of one word as `spelled` wrote it: itself and its parts."""
    found = [f"w:{word}"]
    if len(word) > 1 and word[0].isalpha():
        bordered = f"<{word}>"
        found += [f"c:{bordered[i : i + n]}" for n in _PARTS for i in range(len(bordered) - n + 1)]
    return found


@lru_cache(20_000)
def of_clause(mode: str, who: str, lemma: str, how: str) -> tuple[str, ...]:
    """Return the features of one clause; `how` is tense, modal and negation of its verb."""
    return f"m:{mode}", f"a:{mode} {who}", f"l:{lemma}", f"p:{lemma} {how}"


def clause_key(clause: Clause) -> tuple[str, str, str, str]:
    """Return what `of_clause` takes."""
    p = clause.predicate
    how = f"{p.tense}{p.modal}{'-' if p.negated else ''}"
    return clause.mode.value, clause.who.value, p.lemma, how


def hit_rules(reading: Reading) -> set[str]:
    """Return the names of all rules that have a cue word in the sentence."""
    return {hit.rule.name for hits in reading.hits.values() for hit in hits}


def verdict_features(given: Sequence[Suggestion]) -> Iterator[Feature]:
    """Yield what the rules decided."""
    for suggestion in given:
        yield f"v:{suggestion.tag}", SCALES["v"]
        yield f"s:{suggestion.tag}", SCALES["s"] * suggestion.score


def text_features(reading: Reading) -> Iterator[Feature]:
    """Yield all features of a sentence but the rules' verdicts: the slow and plain form, for training.

    `Weights` sums the same features in a quicker way.
    """
    words = [spelled(word.low) for word in reading.sentence.words]
    scale = length(len(words))
    for word in words:
        for name in of_word(word):
            yield name, SCALES[name[0]] * scale
    row = [BEGIN, *words, END]
    for pair in pairwise(row):
        yield "b:" + " ".join(pair), SCALES["b"] * scale
    for triple in zip(row, row[1:], row[2:], strict=False):
        yield "t:" + " ".join(triple), SCALES["t"] * scale
    for rule in hit_rules(reading):
        yield f"h:{rule}", SCALES["h"]
    for clause in reading.clauses:
        for name in of_clause(*clause_key(clause)):
            yield name, SCALES[name[0]]
