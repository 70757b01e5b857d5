"""How surely each clause is stated: a fact, a promise, a forecast, a possibility, a duty, a condition."""

from dataclasses import dataclass
from enum import Enum

from reeread.extract.predicates import Predicate
from reeread.extract.scope import negated
from reeread.extract.sentence import Sentence


class Mode(Enum):
    """What a clause does."""

    FACT = "fact"
    PROMISE = "promise"
    FORECAST = "forecast"
    APPOINTMENT = "appointment"
    POSSIBLE = "possible"
    PERMITTED = "permitted"
    DUTY = "duty"
    EXPECTED = "expected"
    CONDITION = "condition"
    REPORT = "report"
    WISH = "wish"


class Who(Enum):
    """What kind of subject a clause has."""

    ACTOR = "actor"
    THING = "thing"
    PATIENT = "patient"
    PROGRAMME = "programme"
    PRONOUN = "pronoun"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Clause:
    """A predicate with its reading."""

    predicate: Predicate
    mode: Mode
    who: Who
    word: str = ""
    """The modal or verb that decided, for the name of the cue."""
    hedged: bool = False
    """Whether a hedge outside the verb group governs the clause."""


_WISHES = frozenset(("hope", "wish", "want", "seek", "aim", "try", "love", "hate", "deserve", "like", "prefer", "aspire"))
_CAN_HAPPEN = frozenset(
    "help lead cause result take prompt trigger spread become make secure bring happen rise fall change delay expect"
    " lose disrupt end exceed turn reach damage harm kill expose undermine affect".split()
)
_ALLOWED = frozenset(
    "apply drink use enter submit request appeal travel eat return visit register vote claim choose elect take leave"
    " land collect consult lodge queue raise renew transfer ask stay sell buy work keep carry bring park fish hunt"
    " withdraw exchange attend inspect access operate appoint file charge import export supply opt stand".split()
)


def clauses(s: Sentence, found: list[Predicate]) -> list[Clause]:
    """Return each predicate with what it does, hedging from other clauses not yet applied."""
    result: list[Clause] = []
    inverted = bool(s.words) and s.low(0) in ("should", "were", "had") and not s.has(1, "cut")
    for predicate in found:
        who = _who(s, predicate, result)
        clause = _clause(s, predicate, who)
        if predicate.link in ("if", "unless", "whether") or (inverted and predicate.start == 0):
            clause.mode = Mode.CONDITION if clause.mode is not Mode.POSSIBLE else clause.mode
        result.append(clause)
    return result


def is_conditional(s: Sentence, found: list[Clause]) -> bool:
    """Return whether the sentence says what follows if something happens."""
    for at, word in enumerate(s.words):
        if word.low in ("if", "unless"):
            following = s.low(at + 1)
            before = s.low(at - 1)
            if following in ("any", "not", "only", "necessary", "needed", "so", "ever", "possible", "you"):
                continue
            if before in ("as", "ask", "asked", "asks", "see", "wonder", "wondered", "identify", "not", "check"):
                continue
            return True
        if word.low in ("assuming", "absent", "supposing") and at == 0:
            return True
        if word.low in ("provided", "providing") and s.low(at + 1) == "that":
            return False
        if word.low == "without" and at == 0:
            return any(c.mode in (Mode.FORECAST, Mode.POSSIBLE) for c in found)
    return bool(found) and found[0].mode is Mode.CONDITION and found[0].predicate.start == 0


def _clause(s: Sentence, p: Predicate, who: Who) -> Clause:
    modal = p.modal
    if modal in ("may", "might", "could", "'d"):
        return _possible(s, p, who, modal)
    if modal == "can":
        happens = not p.negated and (p.lemma in _CAN_HAPPEN and (p.passive or who is not Who.ACTOR))
        if p.negated and p.passive and p.lemma in ("rule", "exclude", "discount"):
            happens = True
        return Clause(p, Mode.POSSIBLE if happens else Mode.PERMITTED if who is Who.PATIENT else Mode.FACT, who, "can")
    if modal in ("will", "would"):
        return _will(s, p, who, modal)
    if modal == "shall":
        return Clause(p, Mode.PROMISE, who, "shall")
    if modal in ("should", "ought"):
        expected = not p.negated and (
            who is Who.THING or (who in (Who.UNKNOWN, Who.PROGRAMME, Who.PRONOUN) and p.lemma in _SHOULD_HAPPEN)
        )
        return Clause(p, Mode.EXPECTED if expected else Mode.DUTY, who, "should")
    if modal == "must":
        if p.tense == "perfect":
            return Clause(p, Mode.POSSIBLE, who, "must have")
        return Clause(p, Mode.DUTY, who, "must")
    if p.to:
        promise = who in (Who.ACTOR, Who.PROGRAMME, Who.PRONOUN) or (who is Who.UNKNOWN and _verb(s, p) == "act")
        if p.tense == "past":
            return Clause(p, Mode.EXPECTED if promise else Mode.FACT, who, "was to")
        return Clause(p, Mode.PROMISE if promise else Mode.FORECAST, who, "is to")
    if p.lemma in _WISHES and not p.passive:
        return Clause(p, Mode.WISH, who, p.lemma)
    if "report" in s.lexicon.word(p.lemma).classes and p.lemma and not p.copular:
        return Clause(p, Mode.REPORT, who, p.lemma)
    return Clause(p, Mode.FACT, who)


_SHOULD_HAPPEN = frozenset(
    "begin start end open arrive rise ease help return finish complete reopen bring allow make come settle get take"
    " fall improve last recover hold reach".split()
)


def _possible(s: Sentence, p: Predicate, who: Who, modal: str) -> Clause:
    if modal == "'d":
        return Clause(p, Mode.WISH, who, modal)
    if modal == "could" and p.negated and not (p.passive and p.lemma in ("rule", "exclude", "discount")):
        return Clause(p, Mode.FACT, who, "could not")
    if modal == "could" and p.lemma in ("see", "hear", "watch", "afford", "feel", "remember", "smell", "reach"):
        if not p.passive and s.low(p.end) not in ("a", "another", "more", "further"):
            return Clause(p, Mode.FACT, who, "could see")
    if modal == "may" and p.tense != "perfect" and not p.copular and not p.negated and p.adverbs in ((), _only(s, p)):
        allowed = p.lemma in _ALLOWED and who in (Who.ACTOR, Who.PATIENT, Who.UNKNOWN)
        still = any(s.low(i) == "still" for i in p.adverbs)
        if (allowed and not p.passive) or (p.passive and p.lemma in _ALLOWED and not still):
            return Clause(p, Mode.PERMITTED, who, "may")
    return Clause(p, Mode.POSSIBLE, who, modal)


def _only(s: Sentence, p: Predicate) -> tuple[int, ...]:
    return p.adverbs if all(s.low(i) in ("only", "also", "now", "still") for i in p.adverbs) else (-1,)


def _verb(s: Sentence, p: Predicate) -> str:
    classes = s.lexicon.word(p.lemma).classes if p.lemma else frozenset()
    for name in ("appoint", "firm", "act", "event"):
        if name in classes:
            return name
    return ""


def _will(s: Sentence, p: Predicate, who: Who, modal: str) -> Clause:
    """Decide between a promise, a forecast and an appointment by subject class and verb."""
    forecast = Clause(p, Mode.FORECAST, who, modal)
    promise = Clause(p, Mode.PROMISE, who, modal)
    classes = s.lexicon.word(p.lemma).classes if p.lemma else frozenset()
    if any("hedge_adverb" in s.words[i].classes for i in p.adverbs) or p.tense == "perfect":
        return forecast
    first = p.subject >= 0 and "first_person" in s.words[p.subject].classes
    if p.copular or p.lemma in ("be", "have", ""):
        return promise if first and s.low(p.end) in ("there", "back", "ready") else forecast
    act, event = "act" in classes, "event" in classes
    if p.passive:
        if p.lemma in ("announce", "release", "unveil", "discuss", "present", "publish", "hold") and _dated(s, p):
            return Clause(p, Mode.APPOINTMENT if p.lemma in ("announce", "discuss", "present", "hold") else Mode.PROMISE, who, modal)
        grown = p.lemma in ("raise", "cut", "reduce", "hold", "hit", "take", "make", "drive", "write", "push", "see", "force")
        kept = who is not Who.THING and act and not grown
        by_actor = s.low(p.end) == "by" and act and p.lemma not in ("hit", "drive", "use")
        return promise if kept or by_actor else forecast
    if p.subject >= 0 and s.low(p.subject) in ("it", "they") and event and not _object(s, p):
        return forecast
    if "appoint" in classes and who in (Who.ACTOR, Who.PRONOUN) and not first:
        return Clause(p, Mode.APPOINTMENT, who, modal)
    if p.subject >= 0 and s.low(p.subject) in ("which", "that", "this", "these", "those"):
        return forecast
    if modal == "would" and not _reported(s, p):
        return forecast
    if who in (Who.ACTOR, Who.PRONOUN):
        if act and (not event or _object(s, p)):
            return promise
        if event:
            return promise if first and p.lemma in ("stay", "remain", "respond", "follow", "return", "wait") else forecast
        return promise if first or not classes & {"hedge_verb", "report"} else forecast
    if who is Who.PROGRAMME and act and not event:
        return promise
    if who is Who.UNKNOWN and "firm" in classes:
        return promise
    return forecast


def _object(s: Sentence, p: Predicate) -> bool:
    following = s.words[p.end] if p.end < len(s.words) else None
    return following is not None and (
        bool(following.classes & {"determiner", "number"}) or following.low in ("$", "€", "£") or s.capitals[p.end]
    )


def _dated(s: Sentence, p: Predicate) -> bool:
    return any(s.has(i, "time") or s.low(i)[:1].isdigit() or s.low(i) in ("next", "later") for i in range(p.end, p.stop))


def _reported(s: Sentence, p: Predicate) -> bool:
    """Return whether a verb of saying or a paper stands before: "told reporters that it would"."""
    return any(
        "report" in s.words[i].classes
        or s.words[i].lemma in ("say", "tell", "announce", "promise", "pledge", "declare", "add", "confirm", "insist")
        or s.words[i].low in ("agreement", "deal", "arrangement", "accord", "pact", "pledge", "memorandum", "contract")
        for i in range(p.start)
    ) or any(s.words[i].lemma in ("say", "announce", "promise", "add") for i in range(p.end, len(s.words)))


def _who(s: Sentence, p: Predicate, before: list[Clause]) -> Who:
    at = p.subject
    if at < 0:
        return before[-1].who if before else Who.UNKNOWN
    word = s.words[at]
    classes, low = word.classes, word.low
    if "first_person" in classes or low in ("he", "she", "who", "nobody"):
        return Who.ACTOR
    if low in ("it", "they"):
        return Who.PRONOUN
    if "time" in classes:
        return Who.THING
    if s.capitals[at] and (at > 0 or "abstract" not in classes):
        if at > 0 or not classes & {"thing", "patient", "programme"}:
            named = at > 0 or not low.endswith("s") or "actor" in classes
            if named:
                return Who.ACTOR
    if "patient" in classes:
        return Who.PATIENT
    if "actor" in classes:
        return Who.ACTOR
    if "thing" in classes:
        return Who.THING
    if "programme" in classes:
        return Who.PROGRAMME
    if "agent" in classes:
        return Who.ACTOR
    if "abstract" in classes:
        return Who.THING
    return Who.UNKNOWN


def is_turned(s: Sentence, clause: Clause) -> bool:
    """Return whether the clause's verb is negated in a way that leaves nothing of it."""
    return clause.predicate.negated or clause.predicate.negative_subject or negated(s, clause.predicate.start)
