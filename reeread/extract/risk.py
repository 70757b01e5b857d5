"""Which harms, threats and obstacles a sentence tells of: words of harm, less relief and negation."""

from reeread.extract.evidence import Evidence, Reading
from reeread.extract.scope import negated

THRESHOLD = 1.0


def risk(reading: Reading) -> list[Evidence]:
    """Return the evidence of risk, empty when it does not suffice."""
    if reading.kind("risk", "resolved"):
        return []
    s = reading.sentence
    relief = reading.kind("risk", "relief")
    found: list[Evidence] = []
    total = 0.0
    seen: set[str] = set()
    for hit in reading.cues("risk"):
        if any(r.start < hit.end and hit.start < r.end for r in relief):
            continue
        lost = hit.end == hit.start + 1 and negated(s, hit.start, 4)
        found.append(Evidence(hit.rule.name, hit.start, hit.end, hit.rule.weight, lost))
        word = s.words[hit.start]
        key = word.lemma or word.low[:6]
        if not lost and key not in seen:
            seen.add(key)
            total += hit.rule.weight
    return found if total >= THRESHOLD else []
