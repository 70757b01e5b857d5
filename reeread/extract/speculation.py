"""What a sentence leaves open: possibility, likelihood, forecast, inference, condition."""

from reeread.extract.evidence import Evidence, Reading
from reeread.extract.modality import Clause, Mode, Who

THRESHOLD = 0.6
_WEAK_GOVERNORS = frozenset(("estimate", "bet", "imply", "propose", "suggest", "imagine", "wonder", "guess"))


def speculation(reading: Reading) -> list[Evidence]:
    """Return the evidence of speculation, empty when it does not suffice; marks hedged clauses."""
    s = reading.sentence
    found: list[Evidence] = []
    for hit in reading.cues("speculation"):
        if hit.end > hit.start + 1 and _past_expectation(reading, hit.start):
            continue
        found.append(Evidence(hit.rule.name, hit.start, hit.end, hit.rule.weight))
        for clause in reading.clauses:
            if clause.predicate.clause <= hit.start < clause.predicate.stop:
                clause.hedged = True
    for clause in reading.clauses:
        evidence = _of_clause(reading, clause)
        if evidence is not None:
            found.append(evidence)
            clause.hedged = True
    if reading.conditional and any(_open_ended(c) for c in reading.clauses):
        at = next((i for i, w in enumerate(s.words) if w.low in ("if", "unless", "without", "assuming")), 0)
        found.append(Evidence("speculation.conditional", at, at + 1, reading.weight("speculation.conditional")))
        for clause in reading.clauses:
            clause.hedged = clause.hedged or clause.mode is not Mode.PROMISE
    _govern(reading)
    if sum(e.weight for e in found) < THRESHOLD:
        return []
    return found


def _open_ended(clause: Clause) -> bool:
    """Return whether the consequence of a condition is open: no promise and no rule."""
    return clause.mode not in (Mode.PROMISE, Mode.CONDITION, Mode.PERMITTED)


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
    if p.lemma and "hedge_verb" in s.lexicon.word(p.lemma).classes and not p.modal and _hedges(reading, clause):
        return Evidence("speculation.hedge-verb", p.start, p.end, reading.weight("speculation.hedge-verb"))
    return None


def _hedges(reading: Reading, clause: Clause) -> bool:
    """Return whether a verb of thinking here marks something as open."""
    s, p = reading.sentence, clause.predicate
    following = s.low(p.end)
    if s.low(p.start) == "had" or (p.tense == "perfect" and p.lemma in ("expect", "fear", "hope")):
        return False
    if p.lemma in ("fear", "worry", "bet", "imagine", "suppose", "doubt", "wonder"):
        return clause.who is not Who.UNKNOWN and not p.negative_subject and following not in ("for", "by", "about")
    if p.lemma in ("suggest", "imply", "guess", "estimate"):
        return following not in ("to", "a", "by", ",") or p.passive or p.lemma == "imply"
    if p.lemma == "propose":
        return following == "that" and p.tense == "present"
    if p.lemma == "expect" and p.tense == "past" and not p.passive and clause.who is Who.ACTOR:
        return s.low(p.end) != ","
    if p.lemma in ("appear", "seem"):
        return following in ("to", "that", "likely", "able", "unable", "as", "set") or not (
            s.has(p.end, "preposition") or s.has(p.end, "ly")
        )
    if p.lemma in ("think", "believe"):
        return not (p.negated and p.tense == "past") and following not in ("about", "of", "in", "twice")
    return not (p.negated and p.tense == "perfect")


def _govern(reading: Reading) -> None:
    """Mark the clauses that depend on a hedge verb before them as hedged."""
    s = reading.sentence
    governor: Clause | None = None
    for clause in reading.clauses:
        p = clause.predicate
        if governor is not None:
            if p.link in ("but", "while", "whereas", "although", "though", ";", "because", "since", "and"):
                governor = None
            else:
                clause.hedged = True
        if clause.hedged and p.lemma and "hedge_verb" in s.lexicon.word(p.lemma).classes:
            governor = clause
