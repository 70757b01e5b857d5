"""Who binds himself in a sentence: promises, agreements, decisions, means set apart, firm plans."""

from reeread.extract.clause import Clause, Mode, Who
from reeread.extract.evidence import Evidence, Reading
from reeread.extract.scope import turned_away

THRESHOLD = 0.8


def commitment(reading: Reading) -> list[Evidence]:
    """Return the evidence of commitment, empty when it does not suffice."""
    found: list[Evidence] = []
    for clause in reading.clauses:
        rule = _rule(reading, clause)
        if rule:
            p = clause.predicate
            found.append(Evidence(rule, p.start, p.end, reading.weight(rule)))
    for hit in reading.cues("commitment"):
        lost = turned_away(reading.sentence, hit.start)
        if not lost and _hedged_at(reading, hit.start):
            continue
        if not any(e.start < hit.end and hit.start < e.end for e in found):
            found.append(Evidence(hit.rule.name, hit.start, hit.end, hit.rule.weight, lost))
    live = sum(e.weight for e in found if not e.negated)
    if live < THRESHOLD:
        return []
    reading.bound = sorted(found, key=lambda e: e.start)
    return reading.bound


def _hedged_at(reading: Reading, at: int) -> bool:
    return any(
        (c.hedged and c.predicate.start <= at < c.predicate.stop)
        or (c.mode is Mode.CONDITION and c.predicate.clause <= at < c.predicate.stop)
        for c in reading.clauses
    )


def _rule(reading: Reading, clause: Clause) -> str:
    """Return the name of the rule by which the clause binds somebody, "" for none."""
    s, p = reading.sentence, clause.predicate
    if clause.mode is Mode.PROMISE and not clause.hedged:
        if p.modal == "shall":
            return "commitment.shall"
        return "commitment.is-to" if p.to else "commitment.will"
    if clause.mode not in (Mode.FACT, Mode.REPORT) or clause.hedged or p.modal:
        return ""
    if p.negated or p.negative_subject or turned_away(s, p.start):
        return ""
    following = s.low(p.end)
    if "commissive" in s.classes(p.lemma):
        if p.lemma == "commit" and not p.passive and following in ("a", "suicide", "the", "murder", "an"):
            return ""
        binds = p.passive or s.has(p.end, "determiner") or s.has(p.end, "number") or following in (
            "to", "that", "not", "its", "on", "up", "$", "€", "£", "us", "never", "by", "further", "fresh", "more", "full",
        )  # fmt: skip
        binds = (
            binds
            or s.has(p.end, "ly")
            or s.has(p.end, "adverb")
            or (p.tense == "present" and following != "")
        )
        tail = p.end < len(s) and "cut" in s.words[p.end].classes
        return "commitment.commissive" if (binds or s.capitals[min(p.end, len(s) - 1)]) and not tail else ""
    if "means" in s.classes(p.lemma):
        return (
            "commitment.means"
            if p.tense != "present" or p.passive or p.lemma in ("earmark", "allocate")
            else ""
        )
    if p.copular and following in ("committed", "obliged", "bound") and s.low(p.end + 1) == "to":
        return "commitment.committed"
    return _agreed(reading, clause, following)


def _agreed(reading: Reading, clause: Clause, following: str) -> str:
    s, p = reading.sentence, clause.predicate
    paper = any(s.has(i, "paper") for i in range(p.end, p.end + 9))
    if p.lemma in ("agree", "decide", "resolve", "opt"):
        near = {s.low(i) for i in range(p.end, min(len(s), p.end + 4))}
        if (
            near & {"to", "against"}
            or (p.passive and p.lemma == "agree")
            or following in ("that", "on")
            or (p.lemma == "agree" and following in ("a", "an", "on", "in"))
        ):
            return "" if following == "with" else "commitment.agree"
        return ""
    if p.lemma in ("sign", "initial", "conclude", "ratify", "approve", "adopt", "endorse", "enact", "seal"):
        if p.lemma in ("approve", "ratify", "enact"):
            return "commitment.sign"
        if paper or (p.passive and p.lemma == "sign"):
            return "commitment.sign"
        return (
            "commitment.sign"
            if p.lemma == "adopt" and p.tense != "present" and clause.who is Who.ACTOR
            else ""
        )
    planned = p.tense == "present" or (p.tense == "perfect" and not p.passive)
    if p.lemma in ("plan", "intend") and planned:
        fits = (
            following in ("for", "in", "on", "to")
            if p.passive
            else following == "to" or s.has(p.end, "determiner")
        )
        return "commitment.plan" if fits else ""
    return ""
