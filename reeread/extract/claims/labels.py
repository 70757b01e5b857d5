"""A short name for a claim, made of words that its passages use."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from reeread.extract.claims.context import Mention, dateline, words
from reeread.extract.claims.lexicon import classes
from reeread.extract.claims.statement import NAMING, Deed, Statement

_WORDS = 5
_ENOUGH = 12
"""Members that name a claim: more of them cost time and change nothing."""
_BETWEEN = re.compile(
    r"[\s’'s-]*(?:of|the|for|in|on|to|and|a|an|by|at|from|with|its|their)?[\s-]*(?:the|a|an|its|their)?[\s-]*$"
)


def label(members: Sequence[Statement | Deed]) -> str:
    """Return a few words of one passage that its fellows share, in its order."""
    members = members[:_ENOUGH]
    weights: Counter[str] = Counter()
    holders: Counter[str] = Counter()
    for member in members:
        around = _around(member)
        near_groups = {name for base in around for name in classes(base)}
        for base, weight in around.items():
            weights[base] += weight  # type: ignore[assignment]  # a Counter adds fractions as well
        for base in {*around, *near_groups}:
            holders[base] += 1
    best: tuple[float, list[Mention], Statement | Deed] | None = None
    for member in members:
        around = _around(member)
        scored = {
            base: weight
            * (
                1.0
                if holders[base] > 1
                else 0.55
                if any(holders[name] > 1 for name in classes(base))
                else 0.2
            )
            for base, weight in around.items()
        }
        chosen = _chosen(member.text, scored)
        total = sum(scored.get(mention.stem, 0.0) for mention in chosen)
        if chosen and (best is None or total > best[0] + 1e-9):
            best = (total, chosen, member)
    if best is None:
        return members[0].text[:60].strip()
    return _joined(best[2].text, best[1])


def _around(member: Statement | Deed) -> dict[str, float]:
    if isinstance(member, Statement):
        return {base: weight for base, weight in member.context.items() if weight >= NAMING}
    return {base: 1.0 if base in member.names or base in member.object else 0.4 for base in member.words}


def _chosen(text: str, scored: dict[str, float]) -> list[Mention]:
    """Return the words of a text that say most, each stem once, in order."""
    found: dict[str, Mention] = {}
    begin = dateline(text)
    for mention in words(text):
        if mention.start >= begin:
            found.setdefault(mention.stem, mention)
    strongest = sorted(found.values(), key=lambda mention: -scored.get(mention.stem, 0.0))[:_WORDS]
    most = max((scored.get(mention.stem, 0.0) for mention in strongest), default=0.0)
    return sorted(
        (mention for mention in strongest if scored.get(mention.stem, 0.0) >= 0.35 * most > 0),
        key=lambda mention: mention.start,
    )


def _joined(text: str, chosen: Sequence[Mention]) -> str:
    said = [chosen[0].word]
    for before, mention in itertools.pairwise(chosen):
        between = text[before.start + len(before.word) : mention.start]
        said.append(between.replace("\n", " ") if _BETWEEN.fullmatch(between) else ", ")
        said.append(mention.word)
    return " ".join("".join(said).split())
