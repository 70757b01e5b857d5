"""Which briefings are of one event by way of a third, though they name nothing in common."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from reeread.extract.claims.neighbours import NEAREST, Pair
from reeread.extract.claims.pairing import Link
from reeread.extract.claims.statement import Names

_SURE = 2
"""Links, or names in common, from which on two linked briefings are of one event."""


def acquainted(found: Mapping[Pair, Sequence[Link]], names: Sequence[Names]) -> list[Pair]:
    """Return the pairs to compare as being of one event, for both are surely linked with a third.

    Only pairs that hardly share a name or were not compared are returned, and for each briefing so many that it is
    compared with no more than its nearest would be: the cost of a large collection stays what it was.
    """
    friends: dict[int, set[int]] = defaultdict(set)
    met: Counter[int] = Counter()
    for (one, two), links in found.items():
        met.update((one, two))
        if len(links) >= _SURE or sum(link.score for link in links) >= 1.8:
            friends[one].add(two)
            friends[two].add(one)
    common: Counter[Pair] = Counter()
    for others in friends.values():
        if len(others) <= NEAREST:
            row = sorted(others)
            common.update((one, two) for at, one in enumerate(row) for two in row[at + 1 :])
    chosen = []
    for pair, _ in sorted(common.items(), key=lambda entry: (-entry[1], entry[0])):
        one, two = pair
        if pair in found:
            if len(names[one].shared(names[two])) < _SURE:
                chosen.append(pair)
        elif met[one] < NEAREST and met[two] < NEAREST:
            met.update(pair)
            chosen.append(pair)
    return chosen
