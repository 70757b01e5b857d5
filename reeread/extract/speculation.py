"""What a sentence leaves open: possibility, likelihood, forecast, inference, condition."""

from reeread.extract.clause import Clause, Mode, Who
from reeread.extract.evidence import Evidence, Reading
from reeread.extract.modality import DEPENDENT
from reeread.extract.words import GERUND

THRESHOLD = 0.6


def speculation(reading: Reading) -> list[Evidence]:
    """Return the evidence of speculation, empty when it does not suffice; marks hedged clauses."""
    s = reading.sentence
    if any(hit.rule.name == "risk.unfounded" for hit in reading.kind("risk", "resolved")):
        return []
    found: list[Evidence] = []
    for hit in reading.cues("speculation"):
        if hit.end > hit.start + 1 and _past_expectation(reading, hit.start):
            continue
        found.append(Evidence(hit.rule.name, hit.start, hit.end, hit.rule.weight))
        for clause in reading.clauses:
            if clause.predicate.clause < hit.end and hit.start < clause.predicate.stop:
                clause.hedged = True
    for clause in reading.clauses:
        evidence = _of_clause(reading, clause)
        if evidence is not None:
            found.append(evidence)
            clause.hedged = True
    if reading.conditional and _is_open_consequence(reading):
        at = next((i for i, w in enumerate(s.words) if w.low in ("if", "unless", "without", "assuming")), 0)
        found.append(
            Evidence("speculation.conditional", at, at + 1, reading.weight("speculation.conditional"))
        )
        for clause in reading.clauses:
            if ";" not in (s.low(i) for i in range(at, clause.predicate.start)):
                clause.hedged = clause.hedged or clause.mode is not Mode.PROMISE
    _govern(reading)
    _comment(reading)
    if sum(e.weight for e in found) < THRESHOLD:
        return []
    return found


def _is_open_consequence(reading: Reading) -> bool:
    """Return whether what follows from the condition is open: no promise, no rule, no order."""
    clauses = reading.clauses
    if any(
        c.mode is Mode.PROMISE
        or (c.mode is Mode.REPORT and "commissive" in reading.sentence.classes(c.predicate.lemma))
        for c in clauses
    ):
        return any(c.mode is Mode.POSSIBLE for c in clauses)
    if clauses and clauses[0].predicate.start <= 1 and clauses[0].predicate.subject < 0:
        return False
    return any(c.mode not in (Mode.CONDITION, Mode.PERMITTED, Mode.DUTY) for c in clauses)


def _past_expectation(reading: Reading, at: int) -> bool:
    """Return whether an expectation is told as past and so resolved: "had been expected to"."""
    for clause in reading.clauses:
        p = clause.predicate
        if p.start <= at + 1 and at < p.end and reading.sentence.low(p.start) == "had":
            return True
    return False


def _of_clause(reading: Reading, clause: Clause) -> Evidence | None:
    p, s = clause.predicate, reading.sentence
    if clause.mode is Mode.POSSIBLE:
        return Evidence("speculation.modal", p.start, p.end, reading.weight("speculation.modal"))
    if clause.mode is Mode.FORECAST:
        return Evidence("speculation.forecast", p.start, p.end, reading.weight("speculation.forecast"))
    if clause.mode is Mode.EXPECTED:
        return Evidence("speculation.should", p.start, p.end, reading.weight("speculation.should"))
    thinking = "hedge_verb" in s.classes(p.lemma) or (p.lemma == "see" and p.tense == "present")
    if thinking and not p.modal and _hedges(reading, clause):
        return Evidence("speculation.hedge-verb", p.start, p.end, reading.weight("speculation.hedge-verb"))
    return None


def _hedges(reading: Reading, clause: Clause) -> bool:
    """Return whether a verb of thinking here marks something as open."""
    s, p = reading.sentence, clause.predicate
    following = s.low(p.end)
    if s.low(p.start) == "had" or (p.tense == "perfect" and p.lemma in ("expect", "fear", "hope")):
        return False
    if p.lemma in ("fear", "worry", "bet", "imagine", "suppose", "doubt", "wonder"):
        return (
            clause.who is not Who.UNKNOWN
            and not p.negative_subject
            and following not in ("for", "by", "about")
        )
    if p.lemma in ("suggest", "imply", "guess", "estimate"):
        return following not in ("to", "a", "by", ",") or p.passive or p.lemma == "imply"
    if p.lemma == "propose":
        return following == "that" and p.tense == "present"
    if p.lemma == "expect" and p.tense == "past" and not p.passive and clause.who is Who.ACTOR:
        return s.low(p.end) != ","
    if p.lemma in ("appear", "seem"):
        if following in ("to", "that", "likely", "able", "unable", "as", "set"):
            return True
        return s.has(p.end, "evaluative") or (p.lemma == "seem" and not s.has(p.end, "preposition"))
    if p.lemma == "project" and p.tense == "present" and not p.passive:
        return following in ("that", "a", "an", "the") or s.has(p.end, "number")
    if p.lemma == "see":
        return any(
            s.words[i].forms & GERUND and not s.has(i, "mark")
            for i in range(p.end + 2, min(len(s), p.end + 6))
        )
    if p.lemma in ("think", "believe"):
        return not (p.negated and p.tense == "past") and following not in ("about", "of", "in", "twice")
    return not (p.negated and p.tense == "perfect")


def _comment(reading: Reading) -> None:
    """Let a closing ", the authors infer" hedge all that stands before it."""
    s, last = reading.sentence, reading.clauses[-1] if reading.clauses else None
    if last is None or not last.hedged or last.predicate.link not in (",", "”", '"'):
        return
    if "hedge_verb" in s.classes(last.predicate.lemma) and len(s) - last.predicate.end <= 1:
        for clause in reading.clauses:
            clause.hedged = True


def _govern(reading: Reading) -> None:
    """Mark the clauses that hang on a hedged clause as hedged."""
    clauses = reading.clauses
    for place, clause in enumerate(clauses):
        before = clauses[place - 1] if place else None
        bare = clause.predicate.link in DEPENDENT or clause.predicate.link == ""
        follows = before is not None and before.hedged and bare and before.mode is not Mode.CONDITION
        hangs = clause.main >= 0 and clause.main != place and clauses[clause.main].hedged
        clause.hedged = clause.hedged or follows or hangs
