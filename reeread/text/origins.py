"""Which briefings are copies of one text."""

import re
from array import array
from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

from reeread.model.body import Block, BlockKind

_WORD = re.compile(r"\w+")
_RUN = 4
COPY = 0.5
"""Share of the shorter text's runs of four words that the longer one holds, from which on it is a copy."""
FEWEST = 24
"""Runs of four words below which a text is a copy only if the other holds all of them: a sentence in common of two
notes makes none."""
LONGEST = 1_000_000
"""Code points of a body that are looked at."""
_GREATEST = 2**32
_NEAR, _FAR = 4, 12
"""How many runs to either side have greater hashes than a probe, and than a landmark."""


class Runs(NamedTuple):
    """By what a text is found among many: hashes of runs of words that are the least ones around.

    A text that holds a run holds what stands around it too, mostly, so that both choose the same ones.
    """

    landmarks: tuple[int, ...]
    """One in twenty-five: what is kept of a text."""
    probes: tuple[int, ...]
    """One in nine, landmarks among them: what is asked for."""
    every: "array[int]"
    """All of them, in order."""

    @property
    def shingles(self) -> frozenset[int]:
        """Return what `shingles` returns for the text."""
        return frozenset(self.every)


def shingles(body: str, blocks: Sequence[Block]) -> frozenset[int]:
    """Return hashes of all runs of four words; what is page furniture counts for nothing."""
    return frozenset(_hashes(body, blocks))


def runs(body: str, blocks: Sequence[Block]) -> Runs:
    """Return by what a text is found; a text of three words or fewer by nothing."""
    hashes = _hashes(body, blocks)
    probes = [
        at for at, (own, least) in enumerate(zip(hashes, _least_near(hashes), strict=True)) if own == least
    ]
    landmarks = (hashes[at] for at in probes if _least(hashes, at, _FAR))
    probing = dict.fromkeys(hashes[at] for at in probes)
    return Runs(tuple(dict.fromkeys(landmarks)), tuple(probing), array("I", hashes))


def copies(first: frozenset[int], second: frozenset[int]) -> bool:
    """Return whether two texts, by their shingles, are copies of one."""
    least = min(len(first), len(second))
    return least > 0 and len(first & second) >= (COPY if least >= FEWEST else 1) * least


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


def _hashes(body: str, blocks: Sequence[Block]) -> list[int]:
    """Return hashes of the runs of four words in order; the same in every process."""
    text = "\n".join(
        body[block.start : min(block.end, LONGEST)]
        for block in blocks
        if block.kind is not BlockKind.FURNITURE and block.start < LONGEST
    )
    words = [word.encode() for word in _WORD.findall(text.lower())]
    return list(map(crc32, map(b" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False))))


def _least_near(hashes: list[int]) -> list[int]:
    """Return for each hash the least of those up to `_NEAR` to either side, itself among them."""
    around = [_GREATEST] * _NEAR
    least, size = [*around, *hashes, *around], 1
    while 2 * size <= 2 * _NEAR + 1:  # of windows twice as long each time
        least, size = list(map(min, least, least[size:])), 2 * size
    return list(map(min, least, least[2 * _NEAR + 1 - size :]))


def _least(hashes: Sequence[int], at: int, reach: int) -> bool:
    return hashes[at] == min(hashes[max(0, at - reach) : at + reach + 1])
