"""Read a sentence by cues alone, for languages whose grammar is data and no program: clauses end at marks and
conjunctions, a negation governs its clause, and what is hedged or wished is no fact."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reeread.extract.commitment import THRESHOLD as COMMITMENT
from reeread.extract.confirmed import THRESHOLD as CONFIRMED
from reeread.extract.evidence import Evidence, Reading
from reeread.extract.lexicon import CUES, Hit
from reeread.extract.risk import THRESHOLD as RISK
from reeread.extract.scope import quotations
from reeread.extract.sentence import Sentence
from reeread.extract.speculation import THRESHOLD as SPECULATION
from reeread.model.extraction import Likelihood

THRESHOLDS = {
    "risk": RISK,
    "commitment": COMMITMENT,
    "speculation": SPECULATION,
    "confirmed": CONFIRMED - 0.01,
}


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of tokens between marks and conjunctions."""

    start: int
    end: int

    def holds(self, at: int) -> bool:
        """Return whether the token stands in the clause."""
        return self.start <= at < self.end


def read(s: Sentence) -> Reading:
    """Return the sentence with the cue words found in it; there are no clauses of the English grammar in it."""
    by_tag: dict[str, list[Hit]] = {}
    for hit in s.lexicon.hits(s.words):
        by_tag.setdefault(hit.rule.tag, []).append(hit)
    return Reading(s, [], by_tag, conditional=False, quotes=quotations(s.text))


def evidence(reading: Reading) -> dict[str, list[Evidence]]:
    """Return the evidence of each tag that has enough of it."""
    s = reading.sentence
    clauses = list(_clauses(s))
    found = {
        "speculation": [_evidence(hit) for hit in reading.cues("speculation")],
        "commitment": _commitment(reading, clauses),
        "risk": _risk(reading, clauses),
    }
    found["confirmed"] = _confirmed(reading, clauses, found["commitment"])
    return {tag: some for tag, some in found.items() if _weight(some) >= THRESHOLDS[tag]}


def speaker(s: Sentence, last: str | None) -> str | None:
    """Return who is reported, `last` where a pronoun stands for the speaker before, else None."""
    for clause in _clauses(s, conjunctions=False):
        for at in range(clause.start, clause.end):
            if s.has(at, "according"):
                return _name(s, at + 1, clause.end)
            if s.has(at, "saying") and not s.capitals[at]:
                if s.has(clause.start, "pronoun") or s.has(at + 1, "pronoun"):
                    return last
                after = _name(s, at + 1, clause.end)
                return _name(s, clause.start, at) or after if at > clause.start else after
    return None


def likelihood(text: str, language: str) -> Likelihood | None:
    """Return the first word of likelihood in a sentence with its band in whole percents, or None."""
    pattern, bands = _bands(language)
    match = pattern.search(text)
    return Likelihood(match.group(), *bands[match.group().lower()]) if match else None


@cache
def _bands(language: str) -> tuple[re.Pattern[str], dict[str, tuple[int, int]]]:
    import tomllib  # only when the first sentence of the language is read

    data = tomllib.loads((CUES / language / "likelihood.toml").read_text("utf-8"))["band"]
    bands = {
        term.lower(): (band["low"], band["high"])
        for band in data
        for term in band["terms"].strip().split("\n")
    }
    longest = sorted(bands, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.I), bands


def _clauses(s: Sentence, *, conjunctions: bool = True) -> Iterator[Clause]:
    start = 0
    for at in range(len(s)):
        if s.has(at, "cut") or s.has(at, "quote") or (conjunctions and s.has(at, "border")):
            if at > start:
                yield Clause(start, at)
            start = at + 1
    if start < len(s):
        yield Clause(start, len(s))


def _evidence(hit: Hit, *, lost: bool = False) -> Evidence:
    return Evidence(hit.rule.name, hit.start, hit.end, hit.rule.weight, lost)


def _weight(found: list[Evidence]) -> float:
    """Return what the live cues weigh, each rule's words counted once by their place."""
    return sum(e.weight for e in found if not e.negated)


def _around(clauses: list[Clause], at: int) -> Clause:
    return next((clause for clause in clauses if clause.holds(at)), Clause(at, at + 1))


def _bears(s: Sentence, clause: Clause, name: str) -> bool:
    return any(s.has(at, name) for at in range(clause.start, clause.end))


def _commitment(reading: Reading, clauses: list[Clause]) -> list[Evidence]:
    s = reading.sentence
    found = []
    for hit in reading.cues("commitment"):
        clause = _around(clauses, hit.start)
        lost = any(_bears(s, clause, name) for name in ("negator", "turning", "condition"))
        if not _hedged(reading, clause):
            found.append(_evidence(hit, lost=lost))
    return found


def _risk(reading: Reading, clauses: list[Clause]) -> list[Evidence]:
    if reading.kind("risk", "resolved"):
        return []
    s, relief = reading.sentence, reading.kind("risk", "relief")
    found, seen = [], set()
    for hit in reading.cues("risk"):
        if any(r.start < hit.end and hit.start < r.end for r in relief):
            continue
        clause = _around(clauses, hit.start)
        lost = hit.end == hit.start + 1 and any(
            s.has(at, "negator") for at in range(max(clause.start, hit.start - 4), hit.start)
        )
        word = s.low(hit.start)[:6]
        if word not in seen:
            found.append(_evidence(hit, lost=lost))
            seen.add(word)
    return found


def _confirmed(reading: Reading, clauses: list[Clause], bound: list[Evidence]) -> list[Evidence]:
    s = reading.sentence
    pasts = [hit for hit in reading.kind("confirmed", "past") if _is_past(s, hit.start)]
    present = [
        hit
        for hit in reading.kind("confirmed", "present")
        if not s.capitals[hit.start] and not _bears(s, _around(clauses, hit.start), "modal")
    ]
    opinions = reading.kind("confirmed", "opinion")
    for hit in sorted((*reading.cues("confirmed"), *pasts, *present), key=lambda hit: hit.start):
        clause = _around(clauses, hit.start)
        noun = hit.end > hit.start + 1 and s.capitals[hit.end - 1]  # "ist eine Aufgabe von Generationen"
        stands = not noun and not any(clause.holds(o.start) for o in opinions)
        stands = stands and not _hedged(reading, clause)
        spoken = s.has(hit.start, "saying") or any(
            not e.negated and e.start < hit.end and hit.start < e.end
            for e in bound
            if hit.rule.kind == "past"
        )
        if stands and not spoken and not _bears(s, clause, "condition"):
            return [_evidence(hit)]
    return []


def _is_past(s: Sentence, at: int) -> bool:
    """Return whether a word with the ending of the past is a verb: written small, and no adjective before a noun."""
    led = s.has(at - 1, "determiner") or s.has(at - 1, "preposition")
    closed = s.has(at, "closed") or s.has(at, "number") or s.has(at, "determiner")
    return at > 0 and not s.capitals[at] and not led and not closed


def _hedged(reading: Reading, clause: Clause) -> bool:
    """Return whether a cue of speculation stands in the clause, or in the one whose "that" it is."""
    hits = reading.cues("speculation")
    if any(clause.holds(hit.start) for hit in hits):
        return True
    s = reading.sentence
    opens = s.has(clause.start, "that") or s.has(clause.start - 1, "that")
    return opens and any(hit.start < clause.start for hit in hits)


def _name(s: Sentence, start: int, end: int) -> str | None:
    """Return the noun phrase between these tokens, None when nothing in it is written large."""
    while start < end and (s.has(start, "cut") or s.has(start, "quote")):
        start += 1
    stop, named = start, False
    while stop < end and (s.capitals[stop] or s.has(stop, "determiner")) and not s.has(stop, "time"):
        if s.has(stop, "preposition"):
            break
        named = named or (s.capitals[stop] and not s.has(stop, "determiner") and not s.has(stop, "bare"))
        stop += 1
    return s.slice(start, stop) if named else None
