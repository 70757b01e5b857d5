"""What the second opinion must not overrule: cues that a negation or a relief took the force from."""

from reeread.extract.clause import Mode
from reeread.extract.evidence import Reading
from reeread.extract.scope import negated, turned_away

_BINDING = frozenset(("commissive", "means"))
_BINDING_VERBS = frozenset(("agree", "decide", "resolve", "sign", "plan", "intend"))
_OPEN = frozenset(("may", "might", "could", "can", "would", "will"))


def turned(reading: Reading, tag: str, at: int) -> bool:
    """Return whether a negation governs the token, as the rules of the tag judge it."""
    if tag == "risk":
        return negated(reading.sentence, at, 4)
    if tag == "commitment":
        return turned_away(reading.sentence, at)
    return False


def silenced(reading: Reading, tag: str) -> bool:
    """Return whether the sentence has cues for the tag and every one of them is suppressed."""
    if tag == "risk" and reading.kind("risk", "resolved"):
        return True
    hits = reading.cues(tag)
    lost = [turned(reading, tag, hit.start) for hit in hits]
    if tag == "risk":
        relief = reading.kind("risk", "relief")
        lost = [
            gone or any(r.start < hit.end and hit.start < r.end for r in relief)
            for hit, gone in zip(hits, lost, strict=True)
        ]
    if tag == "commitment":
        s = reading.sentence
        lost += [
            p.negated or p.negative_subject or turned_away(s, p.start)
            for p in (clause.predicate for clause in reading.clauses)
            if p.lemma in _BINDING_VERBS or not _BINDING.isdisjoint(s.classes(p.lemma))
        ]
    if tag == "speculation":
        lost += [
            clause.predicate.negated and clause.mode is Mode.FACT
            for clause in reading.clauses
            if clause.predicate.modal in _OPEN
        ]
    return bool(lost) and all(lost)
