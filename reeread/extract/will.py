"""What "will" and "would" do: promise, foretell, appoint or wish, by subject class and verb."""

from reeread.extract.clause import Clause, Mode, Who
from reeread.extract.predicate import Predicate
from reeread.extract.sentence import Sentence

_STAYS = ("stay", "remain", "respond", "follow", "return", "wait")
_PAPERS = ("agreement", "deal", "arrangement", "accord", "pact", "pledge", "memorandum", "contract")
_ANNOUNCING = ("say", "tell", "announce", "promise", "pledge", "declare", "add", "confirm", "insist")


def will(s: Sentence, p: Predicate, who: Who) -> Clause:
    """Return the clause of a "will" or "would" with its mode."""
    return Clause(p, _passive(s, p, who) if p.passive else _active(s, p, who), who)


def _active(s: Sentence, p: Predicate, who: Who) -> Mode:
    classes = s.classes(p.lemma)
    if any("hedge_adverb" in s.words[i].classes for i in p.adverbs) or p.tense == "perfect":
        return Mode.FORECAST
    if p.modal == "would" and (_is_wish(s, p) or _is_verdict(s, p)):
        return Mode.WISH
    first = s.has(p.subject, "first_person")
    subject = s.low(p.subject)
    if s.has(p.subject, "number") and p.lemma == "go":
        return Mode.PROMISE
    if p.copular or p.lemma in ("be", "have", ""):
        return Mode.PROMISE if first and s.low(p.end) in ("there", "back", "ready") else Mode.FORECAST
    act, event = "act" in classes, "event" in classes
    if subject in ("it", "they") and event and not _has_object(s, p):
        return Mode.FORECAST
    if "appoint" in classes and who in (Who.ACTOR, Who.PRONOUN) and not first:
        return Mode.APPOINTMENT
    if subject in ("which", "that", "this", "these", "those") or (
        p.modal == "would" and not _is_reported(s, p)
    ):
        return Mode.FORECAST
    if who in (Who.ACTOR, Who.PRONOUN):
        if act and (not event or _has_object(s, p)):
            return Mode.PROMISE
        if event:
            return Mode.PROMISE if first and p.lemma in _STAYS else Mode.FORECAST
        return Mode.PROMISE if first or not classes & {"hedge_verb", "report"} else Mode.FORECAST
    promised = (who is Who.PROGRAMME and act and not event) or (who is Who.UNKNOWN and "firm" in classes)
    return Mode.PROMISE if promised else Mode.FORECAST


def _passive(s: Sentence, p: Predicate, who: Who) -> Mode:
    classes = s.classes(p.lemma)
    if any("hedge_adverb" in s.words[i].classes for i in p.adverbs) or p.tense == "perfect":
        return Mode.FORECAST
    if "presented" in classes and _is_dated(s, p):
        return Mode.APPOINTMENT
    act = "act" in classes
    kept = who is not Who.THING and act and "passive_forecast" not in classes
    by_actor = s.low(p.end) == "by" and act and p.lemma not in ("hit", "drive", "use")
    return Mode.PROMISE if kept or by_actor else Mode.FORECAST


def _is_wish(s: Sentence, p: Predicate) -> bool:
    return "wish_verb" in s.classes(p.lemma) or any(s.low(i) in ("rather", "sooner") for i in p.adverbs)


def _is_verdict(s: Sentence, p: Predicate) -> bool:
    """Return whether "would be" leads to a judgement: "it would be splendid to see"."""
    ahead = range(p.end, min(len(s), p.end + 4))
    return p.copular and any(s.words[i].classes & {"evaluative", "judged_noun"} for i in ahead)


def _has_object(s: Sentence, p: Predicate) -> bool:
    following = s.words[p.end] if p.end < len(s) else None
    return following is not None and (
        bool(following.classes & {"determiner", "number"})
        or following.low in ("$", "€", "£")
        or s.capitals[p.end]
    )


def _is_dated(s: Sentence, p: Predicate) -> bool:
    return any(
        s.has(i, "time") or s.low(i)[:1].isdigit() or s.low(i) in ("next", "later")
        for i in range(p.end, p.stop)
    )


def _is_reported(s: Sentence, p: Predicate) -> bool:
    """Return whether a verb of saying or a paper stands by: "told reporters that it would"."""
    before = any(
        "report" in s.words[i].classes or s.words[i].lemma in _ANNOUNCING or s.low(i) in _PAPERS
        for i in range(p.start)
    )
    return before or any(
        s.words[i].lemma in ("say", "announce", "promise", "add") for i in range(p.end, len(s))
    )
