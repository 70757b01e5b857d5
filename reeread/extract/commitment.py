"""Who binds himself in a sentence: promises, agreements, decisions, means set apart, firm plans."""

from reeread.extract.evidence import Evidence, Reading
from reeread.extract.modality import Clause, Mode, Who
from reeread.extract.scope import turned_away

THRESHOLD = 0.8
_COMMISSIVE = frozenset("pledge vow commit undertake guarantee swear promise".split())
_MEANS = frozenset("earmark allocate ringfence assign authorise authorize charter commission release".split())
_PAPERS = frozenset(
    "agreement agreements deal deals contract contracts accord accords treaty treaties pact pacts memorandum protocol"
    " framework charter compact declaration lease leases letter bill law order arrangement settlement undertaking"
    " convention covenant mou plan chapter paper partnership programme ceasefire truce act decree statement".split()
)


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
    return sorted(found, key=lambda e: e.start) if live >= THRESHOLD else []


def _hedged_at(reading: Reading, at: int) -> bool:
    return any(
        c.hedged and c.predicate.start <= at < c.predicate.stop or c.mode is Mode.CONDITION and c.predicate.clause <= at < c.predicate.stop
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
    if p.lemma in _COMMISSIVE:
        if p.lemma == "commit" and not p.passive and following in ("a", "suicide", "the", "murder", "an"):
            return ""
        return "" if following == "" and not p.passive else "commitment.commissive"
    if p.lemma in _MEANS:
        return "commitment.means" if p.tense != "present" or p.passive or p.lemma in ("earmark", "allocate") else ""
    if p.copular and following in ("committed", "obliged", "bound") and s.low(p.end + 1) == "to":
        return "commitment.committed"
    return _agreed(reading, clause, following)


def _agreed(reading: Reading, clause: Clause, following: str) -> str:
    s, p = reading.sentence, clause.predicate
    ahead = {s.low(i) for i in range(p.end, min(len(s), p.end + 9))}
    if p.lemma in ("agree", "decide", "resolve", "opt"):
        near = {s.low(i) for i in range(p.end, min(len(s), p.end + 4))}
        if near & {"to", "against"} or (p.passive and p.lemma == "agree") or following in ("that", "on") or (
            p.lemma == "agree" and following in ("a", "an", "on", "in")
        ):
            return "" if following == "with" else "commitment.agree"
        return ""
    if p.lemma in ("sign", "initial", "conclude", "ratify", "approve", "adopt", "endorse", "enact", "seal"):
        if p.lemma in ("approve", "ratify", "enact"):
            return "commitment.sign"
        if ahead & _PAPERS or (p.passive and p.lemma == "sign"):
            return "commitment.sign"
        return "commitment.sign" if p.lemma == "adopt" and p.tense != "present" and clause.who is Who.ACTOR else ""
    if p.lemma in ("plan", "intend") and not p.passive and s.low(p.start) != "had":
        if p.tense != "past" and (following == "to" or s.has(p.end, "determiner")):
            return "commitment.plan"
    if p.lemma == "plan" and p.passive and p.tense == "present" and following in ("for", "in", "on", "to"):
        return "commitment.plan"
    return ""
