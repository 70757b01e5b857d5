"""Which briefings are copies of one text."""

import re
from collections.abc import Sequence
from zlib import crc32

_WORD = re.compile(r"\w+")
_RUN = 4
COPY = 0.5
"""Share of the shorter text's runs of four words that the longer one holds, from which on it is a copy."""


def shingles(body: str) -> frozenset[int]:
    """Return hashes of all runs of four words; the same in every process."""
    words = [word.lower() for word in _WORD.findall(body)]
    return frozenset(crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(len(words) - _RUN + 1))


def copies(first: frozenset[int], second: frozenset[int]) -> bool:
    """Return whether two texts, by their shingles, are copies of one."""
    least = min(len(first), len(second))
    return least > 0 and len(first & second) >= COPY * least


def roots(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each of `count` texts the first one that it is a copy of, itself where it is its own origin."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for first, second in pairs:
        low, high = sorted((root(first), root(second)))
        parent[high] = low
    return [root(at) for at in range(count)]
