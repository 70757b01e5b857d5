"""The weights of the second opinion as a compact file, and the sums over a sentence.

The file is one line of JSON (what the weights were trained on, the bias, the step of a weight and the margins of each
tag), then, compressed, the names of the features, one a line, an empty line, and for each feature one signed byte for
each tag. It holds every n-gram whose first word pair it holds, so that a longer one is only looked up behind a known
shorter one.
"""

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from reeread.extract.evidence import Reading
from reeread.extract.learned.features import (
    BEGIN,
    END,
    SCALES,
    clause_key,
    hit_rules,
    length,
    of_clause,
    of_word,
    spelled,
    verdict_features,
)
from reeread.extract.lexicon import TAGS
from reeread.extract.words import Word
from reeread.model.extraction import Suggestion

_SIZE = len(TAGS)
_NONE = (0.0,) * _SIZE
_MEMORY = 60_000  # words remembered before the memory is emptied: bounds it on endless text

Vector = tuple[float, ...]
"""One number for each of TAGS, in their order."""


class Weights:
    """Weights by feature, read from a file."""

    def __init__(self, data: bytes) -> None:
        head, _, packed = data.partition(b"\n")
        self.about: dict[str, Any] = json.loads(head)
        """What the first line says: "method", "trained", and "bias", "step", "add", "veto" in the order of TAGS."""
        names, _, numbers = zlib.decompress(packed).partition(b"\n\n")
        self._bytes = array("b", numbers)
        self._places = {name: i for i, name in enumerate(names.decode().split("\n"))}
        self._steps: list[float] = self.about["step"]
        self._words: dict[str, tuple[str, Vector, int]] = {}
        self._clauses: dict[tuple[str, ...], Vector] = {}

    def __len__(self) -> int:
        """Return how many features there are."""
        return len(self._places)

    def of(self, name: str) -> Vector:
        """Return the weights of a feature, zeros when it is unknown, family scale not applied."""
        at = self._places.get(name)
        if at is None:
            return _NONE
        at *= _SIZE
        return tuple(n * step for n, step in zip(self._bytes[at : at + _SIZE], self._steps, strict=True))

    def sums(self, reading: Reading, given: Sequence[Suggestion]) -> tuple[Vector, float]:
        """Return the log-odds of each tag by all features, and which share of the content words is known."""
        words = [self.word(word) for word in reading.sentence.words]
        scale = length(len(words))
        one, two, three, four = _total(entry[1] for entry in words)
        content = known = 0
        places, numbers = self._places, self._bytes
        n1 = n2 = n3 = n4 = 0
        last, before = BEGIN, ""
        for entry in words:
            kind = entry[2]
            if kind:
                content += 1
                known += kind > 1
            word = entry[0]
            at = places.get(f"b:{last} {word}", -1)
            if at >= 0:
                at *= 4
                n1 += numbers[at]
                n2 += numbers[at + 1]
                n3 += numbers[at + 2]
                n4 += numbers[at + 3]
                if before and (at := places.get(f"t:{before} {last} {word}", -1)) >= 0:
                    at *= 4
                    n1 += numbers[at]
                    n2 += numbers[at + 1]
                    n3 += numbers[at + 2]
                    n4 += numbers[at + 3]
            before, last = last, word
        ending = [self.of(f"b:{last} {END}"), self.of(f"t:{before} {last} {END}")]
        s1, s2, s3, s4 = self._steps
        e1, e2, e3, e4 = _total(ending)
        n_scale = SCALES["b"] * scale
        sums = [
            scale * one + n_scale * (n1 * s1 + e1),
            scale * two + n_scale * (n2 * s2 + e2),
            scale * three + n_scale * (n3 * s3 + e3),
            scale * four + n_scale * (n4 * s4 + e4),
        ]
        rows = [self._clause(clause_key(clause)) for clause in reading.clauses]
        rows += [self._clause(("h:" + rule,)) for rule in hit_rules(reading)]
        rows += [tuple(value * w for w in self.of(name)) for name, value in verdict_features(given)]
        rows.append(tuple(self.about["bias"]))
        return tuple(map(sum, zip(sums, *rows, strict=True))), known / content if content else 0.0

    def word(self, word: Word) -> tuple[str, Vector, int]:
        """Return a word as spelled, the sum of its weights and those of its parts, and what it counts for.

        It counts 0 when it is no content word, 1 when it is an unknown one, 2 when it is a known one.
        """
        found = self._words.get(word.low)
        if found is None:
            if len(self._words) > _MEMORY:
                self._words.clear()
            text = spelled(word.low)
            content = "closed" not in word.classes and text[0].isalpha()
            total = _total(tuple(SCALES[name[0]] * w for w in self.of(name)) for name in of_word(text))
            kind = (1 + (f"w:{text}" in self._places)) if content else 0
            found = self._words[word.low] = (text, total, kind)
        return found

    def _clause(self, key: tuple[str, ...]) -> Vector:
        """Return the sum for a clause (four parts) or a rule's cue word (one)."""
        found = self._clauses.get(key)
        if found is None:
            if len(self._clauses) > _MEMORY:
                self._clauses.clear()
            names = of_clause(*key) if len(key) > 1 else key
            found = self._clauses[key] = _total(
                tuple(SCALES[name[0]] * w for w in self.of(name)) for name in names
            )
        return found


def _total(rows: Iterable[Vector]) -> Vector:
    return tuple(map(sum, zip(_NONE, *rows, strict=True)))


def packed(about: dict[str, Any], rows: dict[str, Sequence[float]]) -> bytes:
    """Return the file for weights by feature, each a float for each of TAGS; adds "step" to what the head says."""
    steps = [max((abs(row[i]) for row in rows.values()), default=1.0) / 127 or 1.0 for i in range(_SIZE)]
    names = sorted(rows)
    numbers = array("b")
    for name in names:
        numbers.extend(round(w / step) for w, step in zip(rows[name], steps, strict=True))
    body = zlib.compress("\n".join(names).encode() + b"\n\n" + numbers.tobytes(), 9)
    return json.dumps(about | {"step": steps}).encode() + b"\n" + body


@lru_cache
def weights(language: str) -> Weights | None:
    """Return the weights of a language, None when nothing was learned for it."""
    path = Path(__file__).parent / f"{language}.weights"
    return Weights(path.read_bytes()) if path.is_file() else None
