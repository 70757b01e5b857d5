"""What a rule found in a sentence, before it becomes a cue with places in the body."""

from dataclasses import dataclass, field

from reeread.extract.clause import Clause
from reeread.extract.lexicon import Hit
from reeread.extract.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Evidence:
    """A cue as token indexes with its weight."""

    rule: str
    start: int
    end: int
    weight: float
    negated: bool = False


@dataclass(slots=True)
class Reading:
    """A sentence with its clauses and the cue words found in it, sorted by tag."""

    sentence: Sentence
    clauses: list[Clause]
    hits: dict[str, list[Hit]]
    conditional: bool
    quotes: list[tuple[int, int]] = field(default_factory=list)
    """Stretches in quotation marks, in code points of the sentence."""
    bound: list[Evidence] = field(default_factory=list)
    """What commitment found: risk reads it, because what somebody undertakes to mend is not told as harm."""

    def cues(self, tag: str) -> list[Hit]:
        """Return the hits of cue rules for a tag that no neutral phrase hides, the longest where they overlap."""
        hits = self.hits.get(tag, [])
        hidden = [hit for hit in hits if hit.rule.kind == "neutral"]
        found = [
            hit
            for hit in hits
            if hit.rule.kind == "cue" and not any(h.start < hit.end and hit.start < h.end for h in hidden)
        ]
        if len(found) < 2:
            return found
        found.sort(key=lambda hit: (-hit.rule.weight, hit.start - hit.end, hit.start))
        kept: list[Hit] = []
        for hit in found:
            if not any(k.start < hit.end and hit.start < k.end for k in kept):
                kept.append(hit)
        return sorted(kept, key=lambda hit: hit.start)

    def kind(self, tag: str, kind: str) -> list[Hit]:
        """Return the hits of one kind of rule for a tag."""
        return [hit for hit in self.hits.get(tag, ()) if hit.rule.kind == kind]

    def quoted(self, at: int) -> bool:
        """Return whether the token stands in quotation marks."""
        start = self.sentence.starts[at]
        return any(low <= start < high for low, high in self.quotes)

    def weight(self, rule: str) -> float:
        """Return the weight that the data file gives a structural rule."""
        return self.sentence.lexicon.rules[rule].weight
