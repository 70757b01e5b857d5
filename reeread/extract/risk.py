"""Which harms, threats and obstacles a sentence tells of: words of harm, less relief and negation."""

from reeread.extract.clause import Mode
from reeread.extract.evidence import Evidence, Reading
from reeread.extract.scope import negated

THRESHOLD = 1.0


def risk(reading: Reading) -> list[Evidence]:
    """Return the evidence of risk, empty when it does not suffice."""
    if reading.kind("risk", "resolved"):
        return []
    if _is_call(reading):
        return []
    s = reading.sentence
    relief = reading.kind("risk", "relief")
    found: list[Evidence] = []
    total = 0.0
    unreal = _is_counterfactual(reading)
    seen: set[str] = set()
    for hit in reading.cues("risk"):
        if any(r.start < hit.end and hit.start < r.end for r in relief):
            continue
        if reading.bound and not _told_apart(reading, hit.start):
            continue
        lost = unreal or negated(s, hit.start, 4)
        found.append(Evidence(hit.rule.name, hit.start, hit.end, hit.rule.weight, lost))
        word = s.words[hit.start]
        key = word.lemma or word.low[:6]
        if not lost and key not in seen:
            seen.add(key)
            total += hit.rule.weight
    return found if total >= THRESHOLD else []


def _is_counterfactual(reading: Reading) -> bool:
    """Return whether the sentence only tells what would have been: "had it stalled, trains would have stopped"."""
    would = any(c.predicate.modal == "would" and c.predicate.tense == "perfect" for c in reading.clauses)
    return would and reading.conditional


def _is_call(reading: Reading) -> bool:
    """Return whether the sentence only asks or wishes: its harm is what somebody wants mended."""
    mains = [clause for clause in reading.clauses if clause.main < 0]
    return bool(mains) and all(
        clause.mode is Mode.WISH
        or (clause.mode is Mode.REPORT and "calls" in reading.sentence.classes(clause.predicate.lemma))
        for clause in mains
    )


def _told_apart(reading: Reading, at: int) -> bool:
    """Return whether the harm here has a main clause of its own beside what somebody undertakes."""
    for place, clause in enumerate(reading.clauses):
        p = clause.predicate
        inside = p.clause <= at < p.stop if place else at < p.stop
        if not inside:
            continue
        binds = any(not e.negated and e.start < p.stop and e.end > p.clause for e in reading.bound)
        return clause.main < 0 and not binds and clause.mode not in (Mode.PROMISE, Mode.CONDITION)
    return False
