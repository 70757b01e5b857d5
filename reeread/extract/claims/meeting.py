"""Which deeds of two briefings are the same deed."""

from collections.abc import Iterator

from reeread.extract.claims.pairing import Link
from reeread.extract.claims.statement import Deed, Statements
from reeread.model.claim import Verdict

SAME_FROM = 2.6


def deed_links(first: Statements, second: Statements) -> list[Link]:
    """Return the deeds that two briefings share, the surest first, each sentence and kind at most once."""
    found = sorted(_candidates(first, second), key=lambda link: -link.score)
    used: set[tuple[int, int, str]] = set()
    kept = []
    for link in found:
        sides = [
            (deed.document, deed.sentence, deed.kind)
            for deed in (link.first, link.second)
            if isinstance(deed, Deed)
        ]
        if not used.intersection(sides):
            used.update(sides)
            kept.append(link)
    return kept


def _candidates(first: Statements, second: Statements) -> Iterator[Link]:
    for one in first.deeds:
        for two in second.deeds:
            if one.kind == two.kind and (score := _score(one, two, first.names, second.names)) >= SAME_FROM:
                yield Link(score, Verdict.AGREE, one, two)


def _score(one: Deed, two: Deed, known_1: frozenset[str], known_2: frozenset[str]) -> float:
    """Return how much two deeds of one kind share: names most, what was done next, other words least."""
    names = one.names & two.names & known_1 & known_2
    if not names:
        return 0.0
    done = one.object & two.object - names
    subjects = one.subject & two.subject & names
    if not done and len(names) < 2:
        return 0.0
    if (
        one.subject
        and two.subject
        and not one.subject & two.subject
        and not names - one.subject - two.subject
    ):
        return 0.0
    words = (one.words & two.words) - names
    groups = (one.groups & two.groups) - {name for name in one.object | two.object if name.startswith("#")}
    score = min(3, len(names)) + 0.5 * bool(subjects) + 0.5 * min(3, len(done))
    return score + 0.2 * min(5, len(words)) + 0.1 * min(5, len(groups))
