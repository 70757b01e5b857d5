"""What a sentence states as established: an event, a state, a rule, a figure, with no live hedge on it."""

from reeread.extract.evidence import Evidence, Reading
from reeread.extract.modality import Clause, Mode, Who

THRESHOLD = 1.0
_EMPTY = frozenset(("hope", "right", "duty", "chance", "reason", "faith", "confidence", "doubt", "need", "potential"))
_PLACES = frozenset(
    "in at on between located still operating available under open closed inside outside full empty out part used home"
    " older younger larger smaller higher lower complete due".split()
)
_RELATIONS = frozenset(
    "essential critical necessary dependent subject equal equivalent similar identical adjacent linked exempt central"
    " native common responsible limited present absent accompanied vital".split()
)


def confirmed(reading: Reading) -> list[Evidence]:
    """Return the evidence of established clauses, empty when there is none."""
    opinions = reading.kind("confirmed", "opinion")
    best: Evidence | None = None
    for clause in reading.clauses:
        score, rule = _score(reading, clause)
        if not rule:
            continue
        if any(hit.start < clause.predicate.stop and hit.end > clause.predicate.clause for hit in opinions):
            score -= 0.5
        if reading.quoted(clause.predicate.start) and rule not in ("confirmed.event", "confirmed.was"):
            score -= 0.4
        if score >= THRESHOLD and (best is None or score > best.weight):
            best = Evidence(rule, clause.predicate.start, clause.predicate.end, score)
    return [best] if best else []


def _score(reading: Reading, clause: Clause) -> tuple[float, str]:
    """Return how surely the clause states a fact and by which rule."""
    s, p = reading.sentence, clause.predicate
    figure = _has_figure(reading, p.clause, p.stop)
    if clause.mode is Mode.PERMITTED:
        return (1.0, "confirmed.permission") if not clause.hedged else (0.0, "")
    if clause.mode is Mode.DUTY and p.modal == "must":
        return (1.0 if figure or p.passive else 0.5, "confirmed.permission")
    if clause.mode is Mode.REPORT:
        return _reported(s, clause, figure)
    if clause.mode is not Mode.FACT or clause.hedged:
        return 0.0, ""
    if p.modal == "could":
        return 1.1, "confirmed.event"
    if p.copular:
        return _copular(reading, clause, figure)
    if p.tense == "perfect" or (p.tense == "past" and not p.copular):
        return 1.2, "confirmed.event"
    return _present(reading, clause, figure)


def _reported(s: object, clause: Clause, figure: bool) -> tuple[float, str]:
    p = clause.predicate
    if p.lemma in ("comment", "respond", "reply", "answer", "ask") and p.negated and p.tense != "present":
        return 1.1, "confirmed.event"
    if p.lemma in ("call", "rate", "show", "put", "describe", "note") and figure and p.tense != "present":
        return 1.0, "confirmed.event"
    if p.passive and p.tense in ("past", "perfect") and p.lemma in ("invite", "mean", "praise", "criticise", "note"):
        return 1.0, "confirmed.event"
    return 0.0, ""


def _copular(reading: Reading, clause: Clause, figure: bool) -> tuple[float, str]:
    s, p = reading.sentence, clause.predicate
    ahead = [s.words[i] for i in range(p.end, min(len(s), p.end + 7))]
    content = [w for w in ahead if "adverb" not in w.classes and "ly" not in w.classes]
    evaluated = any(
        "evaluative" in w.classes or "judged_noun" in w.classes for w in content[:5]
    ) and not (content and content[0].low in _RELATIONS and len(content) > 1 and "preposition" in content[1].classes)
    there = p.subject >= 0 and s.low(p.subject) == "there"
    if evaluated and not figure and not there:
        return 0.3, "confirmed.is"
    if p.tense in ("past", "perfect"):
        return 1.2, "confirmed.was"
    score = 0.75
    if figure:
        score = 1.2
    elif content and (content[0].low in _PLACES or content[0].low in _RELATIONS):
        score = 1.1
    elif there:
        score = 1.1
    elif p.negated and content and "determiner" not in content[0].classes:
        score = 1.0
    elif content and ("preposition" in content[0].classes or "adjective" in content[0].classes):
        score = 1.0
    elif content and content[0].low not in ("a", "an", "the", "what", "how", "why", "not") and _definite(reading, clause):
        score = 1.0
    if p.subject >= 0 and s.low(p.subject) in ("it", "this", "that", "what", "which", "these"):
        score -= 0.3
    return score, "confirmed.is"


def _present(reading: Reading, clause: Clause, figure: bool) -> tuple[float, str]:
    s, p = reading.sentence, clause.predicate
    classes = s.lexicon.word(p.lemma).classes if p.lemma else frozenset()
    subject = s.low(p.subject) if p.subject >= 0 else ""
    if p.lemma == "have":
        after = {s.low(i) for i in range(p.end, min(len(s), p.end + 4))}
        if after & _EMPTY:
            return 0.3, "confirmed.state"
    score = 0.8
    if p.passive or p.progressive:
        score = 1.1
    elif p.negated:
        score = 1.1
    elif p.lemma in ("refuse", "decline", "fail"):
        score = 1.1
    elif "state_verb" in classes:
        score = 1.1 if figure or _definite(reading, clause) else 1.0
    elif _definite(reading, clause):
        score = 1.0
    if figure:
        score += 0.3
    if subject in ("it", "this", "that", "i", "we", "you") and not figure and not p.passive:
        score -= 0.3
    return score, "confirmed.state"


def _definite(reading: Reading, clause: Clause) -> bool:
    """Return whether the clause speaks of particular things: a name, "the", "their"."""
    s, p = reading.sentence, clause.predicate
    span = range(max(p.clause, 0), p.start)
    return any(
        s.low(i) in ("the", "its", "their", "his", "her", "both", "these", "all", "each") or (s.capitals[i] and i > 0)
        for i in span
    ) or (clause.who is Who.ACTOR and p.subject >= 0 and s.capitals[p.subject])


def _has_figure(reading: Reading, start: int, stop: int) -> bool:
    s = reading.sentence
    return any("number" in s.words[i].classes for i in range(start, min(stop, len(s))))
