"""How surely each clause is stated: a fact, a promise, a forecast, a possibility, a duty, a condition."""

from reeread.extract.clause import Clause, Mode, Who
from reeread.extract.predicate import Predicate
from reeread.extract.sentence import Sentence
from reeread.extract.subjects import who as subject_of
from reeread.extract.will import will

# Conjunctions and relatives whose clause is stated only as surely as the clause that it hangs on.
DEPENDENT = frozenset(
    (
        "that", "who", "which", "whom", "whose", "what", "where", "how", "why", "whether", "if", "unless", "until",
        "till", "before", "when", "whenever", "after", "as", "than", "once", "while", "lest", "wherever", "provided",
    )
)  # fmt: skip
_ADDING = (
    "say",
    "add",
    "argue",
    "explain",
    "describe",
    "claim",
    "note",
    "insist",
    "warn",
    "suggest",
    "praise",
)


def clauses(s: Sentence, found: list[Predicate]) -> list[Clause]:
    """Return each predicate with what it does, hedging from other clauses not yet applied."""
    result: list[Clause] = []
    inverted = bool(s.words) and s.low(0) in ("should", "were", "had") and not s.has(1, "cut")
    for predicate in found:
        who = subject_of(s, predicate, result)
        clause = _clause(s, predicate, who)
        if predicate.link in ("if", "unless", "whether") or (inverted and predicate.start == 0):
            clause.mode = Mode.CONDITION if clause.mode is not Mode.POSSIBLE else clause.mode
        if clause.mode is Mode.PROMISE and predicate.modal == "would" and inverted:
            clause.mode = Mode.FORECAST
        if clause.mode is Mode.FORECAST and result and predicate.link in ("and", "but"):
            pledged = "commissive" in s.classes(result[-1].predicate.lemma) and result[-1].mode is Mode.REPORT
            if pledged and predicate.subject == result[-1].predicate.subject:
                clause.mode = Mode.PROMISE
        result.append(clause)
    _attach(s, result)
    return result


def _attach(s: Sentence, found: list[Clause]) -> None:
    """Fill in which clause each dependent clause hangs on: the one before, else the first main clause."""
    mains = [place for place, clause in enumerate(found) if not _depends(s, found, place)]
    for place, clause in enumerate(found):
        if place not in mains:
            clause.main = place - 1 if place else (mains[0] if mains else place)


def _depends(s: Sentence, found: list[Clause], place: int) -> bool:
    p = found[place].predicate
    if p.link in DEPENDENT:
        return not (p.link == "while" and p.clause > 0 and s.low(p.clause) == ",")
    return p.link == "" and place > 0 and found[place - 1].predicate.end <= p.start


def is_conditional(s: Sentence, found: list[Clause]) -> bool:
    """Return whether the sentence says what follows if something happens."""
    for at, word in enumerate(s.words):
        if word.low in ("if", "unless"):
            following = s.low(at + 1)
            before = s.low(at - 1)
            if following in ("any", "not", "only", "necessary", "needed", "so", "ever", "possible", "you"):
                continue
            if before in (
                "as",
                "ask",
                "asked",
                "asks",
                "see",
                "wonder",
                "wondered",
                "identify",
                "not",
                "check",
            ):
                continue
            return True
        if at == 0 and word.low in ("assuming", "absent", "supposing"):
            return True
    if s.low(0) == "without":
        return any(c.mode in (Mode.FORECAST, Mode.POSSIBLE) for c in found)
    return bool(found) and found[0].mode is Mode.CONDITION and found[0].predicate.start == 0


def _clause(s: Sentence, p: Predicate, who: Who) -> Clause:
    if p.modal in ("will", "would"):
        return will(s, p, who)
    if p.modal:
        return Clause(p, _modal(s, p, who), who)
    if p.to and any(s.low(i) == "yet" for i in p.adverbs):  # "are yet to be settled": it has not happened
        p.negated = True
        return Clause(p, Mode.FACT, who)
    if p.to:
        return Clause(p, _is_to(s, p, who), who)
    classes = s.classes(p.lemma)
    if p.passive and p.tense == "present" and p.lemma in ("schedule", "slate", "time", "design", "intend"):
        return Clause(p, Mode.APPOINTMENT if s.low(p.end) in ("to", "for") else Mode.FACT, who)
    if p.lemma == "go" and s.low(p.end) == "on" and s.low(p.end + 1) == "to" and s.low(p.end + 2) in _ADDING:
        return Clause(p, Mode.REPORT, who)
    if "wish_verb" in classes and not p.passive:
        return Clause(p, Mode.WISH, who)
    if "commissive" in classes or p.lemma in ("plan", "intend"):
        return Clause(p, Mode.FACT if p.negated or p.negative_subject else Mode.REPORT, who)
    if "report" in classes and not p.copular and not _is_deed(s, p):
        return Clause(p, Mode.REPORT, who)
    return Clause(p, Mode.FACT, who)


def _modal(s: Sentence, p: Predicate, who: Who) -> Mode:
    """Return what "may", "can", "should" and the like do."""
    classes = s.classes(p.lemma)
    excluded = p.passive and p.negated and "exclude_verb" in classes
    if p.modal == "can":
        if excluded or (
            not p.negated
            and "can_happen" in classes
            and (p.passive or who is not Who.ACTOR or p.lemma == "help")
        ):
            return Mode.POSSIBLE
        return Mode.PERMITTED if who is Who.PATIENT else Mode.FACT
    if p.modal == "shall":
        return Mode.PROMISE
    if p.modal in ("should", "ought"):
        maybe = who in (Who.UNKNOWN, Who.PROGRAMME, Who.PRONOUN) and "should_happen" in classes
        return Mode.EXPECTED if not p.negated and (who is Who.THING or maybe) else Mode.DUTY
    if p.modal == "must":
        return Mode.POSSIBLE if p.tense == "perfect" else Mode.DUTY
    if p.modal == "'d":
        return Mode.WISH
    if p.modal == "could" and p.negated and not excluded:
        return Mode.FACT
    if p.modal == "could" and "sense_verb" in classes and not p.passive and who in (Who.ACTOR, Who.PRONOUN):
        return Mode.FACT if s.low(p.end) not in ("a", "another", "more", "further") else Mode.POSSIBLE
    if p.modal == "may" and "may_allow" in classes and p.tense != "perfect" and not p.negated:
        plain = all(s.low(i) in ("only", "also", "now", "still") for i in p.adverbs)
        if plain and (p.passive or who in (Who.ACTOR, Who.PATIENT, Who.UNKNOWN)):
            return Mode.PERMITTED
    return Mode.POSSIBLE


def _is_to(s: Sentence, p: Predicate, who: Who) -> Mode:
    """Return what "is to" does: nearly always a plan."""
    if who is Who.THING:
        return Mode.FORECAST
    planned = (
        who in (Who.ACTOR, Who.PROGRAMME, Who.PRONOUN)
        or p.lemma == "be"
        or bool(s.classes(p.lemma) & {"act", "firm"})
    )
    if not planned:
        return Mode.APPOINTMENT
    return Mode.EXPECTED if p.tense == "past" else Mode.PROMISE


def _is_deed(s: Sentence, p: Predicate) -> bool:
    """Return whether a verb of saying tells of a deed here: "was called off", "added five elements", "did not say"."""
    following = s.low(p.end)
    if s.low(p.start) == "had" and "hedge_verb" in s.lexicon.word(p.lemma).classes:
        return True
    if p.negated and p.tense == "past" and not p.passive:
        return p.lemma not in (
            "think",
            "believe",
            "want",
            "like",
            "expect",
            "mean",
            "feel",
            "seem",
            "appear",
            "look",
        )
    if p.lemma == "call":
        return following in ("off", "in", "up")
    if p.lemma == "say":
        return following == "nothing"
    if p.lemma in ("add", "put", "point", "note", "recall", "state", "mean", "appear", "press", "contend"):
        objects = s.has(p.end, "number") or s.has(p.end, "determiner") or s.has(p.end, "preposition")
        return (
            objects
            and following not in ("that", "this", "to")
            and (p.lemma in ("add", "recall", "appear") or s.has(p.end, "number"))
        )
    if p.passive and p.tense in ("past", "perfect"):
        return p.lemma in (
            "tell",
            "ask",
            "order",
            "urge",
            "invite",
            "accuse",
            "recall",
            "call",
            "press",
            "advise",
        ) and (following in ("to", "of", "off", "for") and p.lemma not in ("call", "urge"))
    return False
