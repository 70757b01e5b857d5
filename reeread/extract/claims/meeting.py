"""Which deeds of two briefings are the same deed."""

from collections.abc import Iterator
from functools import cache

from reeread.extract.claims.lexicon import data
from reeread.extract.claims.pairing import Link
from reeread.extract.claims.statement import Deed, Statements
from reeread.model.claim import Verdict

SAME_FROM = 2.5


@cache
def _alone() -> frozenset[str]:
    return frozenset(data("deeds")["alone"].split())


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
    known = first.shares_names(second)
    if not known:
        return
    for one in first.deeds:
        for two in second.deeds:
            if one.kind == two.kind and (score := _score(one, two, known)) >= SAME_FROM:
                yield Link(score, Verdict.AGREE, one, two)


def _score(one: Deed, two: Deed, known: frozenset[str]) -> float:
    """Return how much two deeds of one kind share: names most, then who did it and what to, other words least."""
    names = one.names & two.names & known
    doers = one.subject & two.subject
    done = (one.object & two.object) - names
    if one.kind in _alone():
        if not doers:
            return 0.0
    elif not (names and done) and not (doers and len(done) > 1):
        return 0.0
    if (
        (one.subject & known)
        and (two.subject & known)
        and not doers
        and not names - one.subject - two.subject
    ):
        return 0.0  # other doers, and no name beyond them in common
    words = (one.words & two.words) - names
    score = min(3, len(names)) + 0.6 * min(2, len(doers)) + 0.5 * min(3, len(done))
    score += 0.6 * (one.kind in _alone())
    return score + 0.2 * min(5, len(words)) + 0.1 * min(5, len(one.groups & two.groups))
