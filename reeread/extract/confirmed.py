"""What a sentence states as established: an event, a state, a rule, a figure, with no live hedge on it."""

from reeread.extract.clause import Clause, Mode, Who
from reeread.extract.evidence import Evidence, Reading
from reeread.extract.sentence import Sentence
from reeread.extract.words import BASE, PARTICIPLE, PAST

THRESHOLD = 1.0
_BULLETS = ("•", "-", "–", "*", "·", ".")


def confirmed(reading: Reading) -> list[Evidence]:
    """Return the evidence of established clauses, empty when there is none."""
    opinions = reading.kind("confirmed", "opinion")
    best: Evidence | None = None
    if _is_directive(reading):
        return []
    for place, clause in enumerate(reading.clauses):
        if not _stands(reading, place):
            continue
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


def _stands(reading: Reading, place: int) -> bool:
    """Return whether the clause is stated for itself, and not only as part of something open."""
    clause = reading.clauses[place]
    if clause.main < 0:
        return True
    main = reading.clauses[clause.main]
    if clause.predicate.link in ("how", "why", "what", "whether"):
        return False
    if main is clause:  # no main clause was found
        return clause.predicate.link not in ("which", "that") or clause.predicate.clause > 0
    if main.hedged or (clause.main < place and not _stands(reading, clause.main)):
        return False
    if main.mode is Mode.REPORT:
        return "calls" not in reading.sentence.classes(main.predicate.lemma)
    return main.mode is Mode.FACT


def _is_directive(reading: Reading) -> bool:
    """Return whether the sentence tells the reader what to do, or a list item what is to be done."""
    s = reading.sentence
    first = next((i for i, word in enumerate(s.words) if word.low[0].isalpha()), -1)
    if first < 0 or first > 2:
        return False
    word, following = s.words[first], s.low(first + 1)
    if word.low in ("let", "please") or (word.low in ("do", "don't") and following in ("not", "n't")):
        return True
    past = word.forms & (PAST | PARTICIPLE) and not (first and s.low(first - 1) in _BULLETS)
    if not word.forms & BASE or past or "closed" in word.classes:
        return False
    mains = [c for c in reading.clauses if c.main < 0]
    objects = (
        s.has(first + 1, "determiner")
        or s.has(first + 1, "subordinator")
        or following in ("to", "up", "out")
        or s.capitals[min(first + 1, len(s) - 1)]
    )
    return not mains or (objects and mains[0].predicate.start > first + 1 and mains[0].predicate.link != "")


def _score(reading: Reading, clause: Clause) -> tuple[float, str]:
    """Return how surely the clause states a fact and by which rule."""
    s, p = reading.sentence, clause.predicate
    figure = _has_figure(reading, p.clause, p.stop)
    if clause.mode is Mode.PERMITTED:
        return (1.0, "confirmed.permission") if not clause.hedged else (0.0, "")
    if clause.mode is Mode.DUTY and p.modal == "must":
        ruled = figure or (p.passive and s.low(p.subject) != "it")
        return (1.0 if ruled else 0.5, "confirmed.permission")
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


def _reported(s: Sentence, clause: Clause, figure: bool) -> tuple[float, str]:
    p = clause.predicate
    if p.lemma in ("comment", "respond", "reply", "answer", "ask") and p.negated and p.tense != "present":
        return 1.1, "confirmed.event"
    if p.lemma in ("call", "rate", "show", "put", "describe", "note") and figure and p.tense != "present":
        return 1.0, "confirmed.event"
    if (
        p.passive
        and p.tense in ("past", "perfect")
        and p.lemma in ("invite", "mean", "praise", "criticise", "note")
    ):
        return 1.0, "confirmed.event"
    return 0.0, ""


def _copular(reading: Reading, clause: Clause, figure: bool) -> tuple[float, str]:
    s, p = reading.sentence, clause.predicate
    ahead = [s.words[i] for i in range(p.end, min(len(s), p.end + 7))]
    content = [w for w in ahead if "adverb" not in w.classes and "ly" not in w.classes]
    first = content[0].classes if content else frozenset()
    related = "relation" in first and len(content) > 1 and "preposition" in content[1].classes
    judged = not related and any(w.classes & {"evaluative", "judged_noun"} for w in content[:5])
    there = s.low(p.subject) == "there"
    if (judged and not figure and not there) or s.low(p.end) == "that":
        return 0.3, "confirmed.is"
    if p.tense in ("past", "perfect"):
        return 1.2, "confirmed.was"
    score = 0.75
    if figure:
        score = 1.2
    elif there or first & {"checkable", "relation"}:
        score = 1.1
    elif content and (
        (p.negated and "determiner" not in first)
        or first & {"preposition", "adjective"}
        or (not first & {"determiner", "subordinator", "negator"} and _definite(reading, clause))
    ):
        score = 1.0
    if s.low(p.subject) in ("it", "this", "that", "what", "which", "these"):
        score -= 0.3
    return score, "confirmed.is"


def _present(reading: Reading, clause: Clause, figure: bool) -> tuple[float, str]:
    s, p = reading.sentence, clause.predicate
    classes = s.classes(p.lemma)
    subject = s.low(p.subject)
    if p.lemma == "have" and any(s.has(i, "held_in_mind") for i in range(p.end, p.end + 4)):
        return 0.3, "confirmed.state"
    if p.lemma == "say" or (p.lemma == "stand" and s.low(p.end) == "ready"):
        return (1.0 if p.lemma == "say" else 0.3), "confirmed.state"
    score = 0.8
    if "analytic_verb" in classes and not (p.passive or p.negated or figure):
        return 0.6, "confirmed.state"
    if p.passive or p.progressive or p.negated or p.lemma in ("refuse", "decline", "fail"):
        score = 1.1
    elif "state_verb" in classes:
        score = 1.1 if figure or _definite(reading, clause) else 1.0
    elif _definite(reading, clause):
        score = 1.0
    if figure:
        score += 0.3
    if subject in ("i", "we", "you") or (subject in ("it", "this", "that") and "state_verb" not in classes):
        score -= 0.3 if not figure and not p.passive else 0.0
    if p.tense == "present" and _future_date(s, p.end, p.stop) and not p.passive:
        score -= 0.4
    return score, "confirmed.state"


def _future_date(s: Sentence, start: int, stop: int) -> bool:
    """Return whether the clause names a time to come: "by 2030", "next week"."""
    return any(
        (s.low(i) == "by" and (s.has(i + 1, "number") or s.has(i + 1, "time")))
        or (s.low(i) == "next" and s.has(i + 1, "time"))
        for i in range(start, stop)
    )


def _definite(reading: Reading, clause: Clause) -> bool:
    """Return whether the clause speaks of particular things: a name, "the", "their"."""
    s, p = reading.sentence, clause.predicate
    span = range(max(p.clause, 0), p.stop)
    return any(
        s.low(i) in ("the", "its", "their", "his", "her", "both", "these", "all", "each")
        or (s.capitals[i] and i > 0)
        for i in span
    ) or (clause.who is Who.ACTOR and p.subject >= 0 and s.capitals[p.subject])


def _has_figure(reading: Reading, start: int, stop: int) -> bool:
    s = reading.sentence
    return any("number" in s.words[i].classes for i in range(start, min(stop, len(s))))
