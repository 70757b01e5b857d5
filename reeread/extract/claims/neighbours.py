"""Which briefings may be about one event: an index from event keys to briefings."""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

NEAREST = 12
"""How many of its nearest briefings one is compared with."""
_ENOUGH = 0.065
"""Cosine of event keys from which on two briefings may share an event."""
_WEAK = 0.6
"""A link this much weaker counts where two briefings are each other's nearest."""
_SMALL = 40
"""Collections up to this size are compared with everything that is near enough."""


Pair = tuple[int, int]
"""The numbers of two briefings, the lower first."""


def by_event(pairs: Iterable[Pair]) -> list[Pair]:
    """Return pairs in an order in which those of one event stand together, as a walk from neighbour to neighbour."""
    near: dict[int, list[int]] = defaultdict(list)
    for one, two in sorted(pairs):
        near[one].append(two)
        near[two].append(one)
    found: list[Pair] = []
    seen: set[int] = set()
    for start in near:
        waiting = deque([start] if start not in seen else [])
        seen.add(start)
        while waiting:
            one = waiting.popleft()
            for two in near[one]:
                if two not in seen:
                    seen.add(two)
                    waiting.append(two)
                if one < two:
                    found.append((one, two))
    return found


class EventIndex:
    """Briefings by their event keys.

    Keys that too many briefings bear are passed over, so that the cost of one more briefing hardly grows with
    the collection. How near two briefings are decides only whether they are compared, never how their figures
    score: links stay true when others come in.
    """

    def __init__(self) -> None:
        self._keys: list[dict[str, float]] = []
        self._holders: dict[str, list[int]] = defaultdict(list)

    def add(self, keys: dict[str, float]) -> int:
        """Put a briefing in; return its number."""
        number = len(self._keys)
        self._keys.append(keys)
        for key in keys:
            self._holders[key].append(number)
        return number

    def _rarity(self, key: str) -> float:
        return math.log(1 + max(len(self._keys), _SMALL) / len(self._holders[key]))

    def _norm(self, number: int) -> float:
        return (
            math.sqrt(sum((weight * self._rarity(key)) ** 2 for key, weight in self._keys[number].items()))
            or 1.0
        )

    def near(self, number: int, norms: Sequence[float] | None = None) -> list[tuple[float, int]]:
        """Return the briefings near one with their nearness, 0 to 1, nearest first."""
        cap = max(40, math.isqrt(len(self._keys)))
        sums: dict[int, float] = defaultdict(float)
        sure: set[int] = set()
        for key, weight in self._keys[number].items():
            holders = self._holders[key]
            if len(holders) > cap:
                continue
            rarity = self._rarity(key) ** 2 * weight
            telling = key[0] not in "=#" or (key[0] == "=" and len(holders) <= 3)
            for other in holders:
                if other != number:
                    sums[other] += rarity * self._keys[other][key]
                    if telling:
                        sure.add(other)
        own = norms[number] if norms else self._norm(number)
        found = []
        for other, total in sums.items():
            nearness = total / (own * (norms[other] if norms else self._norm(other)))
            if other in sure or nearness >= 2 * _ENOUGH:
                found.append((nearness, other))
        found.sort(reverse=True)
        return found[: 4 * NEAREST]

    def pairs(self) -> Iterator[Pair]:
        """Yield the pairs of briefings to compare, the lower number first, in order."""
        norms = [self._norm(number) for number in range(len(self._keys))]
        near = [self.near(number, norms) for number in range(len(self._keys))]
        limit = NEAREST if len(self._keys) > _SMALL else len(self._keys)
        kept = [
            {
                other
                for nearness, other in row[:limit]
                if nearness >= _ENOUGH or self._mutual(near, number, row, other, nearness)
            }
            for number, row in enumerate(near)
        ]
        for number, others in enumerate(kept):
            for other in sorted(others):
                if number < other or number not in kept[other]:
                    yield (number, other) if number < other else (other, number)

    @staticmethod
    def _mutual(
        near: Sequence[Sequence[tuple[float, int]]],
        number: int,
        row: Sequence[tuple[float, int]],
        other: int,
        nearness: float,
    ) -> bool:
        best = row[0][1] == other and near[other] and near[other][0][1] == number
        return bool(best) and nearness >= _WEAK * _ENOUGH
