"""Offsets as other programs count them: UTF-16 code units, UTF-8 bytes; ours are code points."""

import re
from bisect import bisect_left
from enum import Enum


class Unit(Enum):
    """What a program counts, by the code points that take more than one of it."""

    UTF16 = ((1, "\U00010000-\U0010ffff"),)
    """Browsers, Java, UIMA."""
    UTF8 = ((1, "\x80-\u07ff"), (2, "\u0800-\uffff"), (3, "\U00010000-\U0010ffff"))
    """Programs that count bytes."""


class Units:
    """One body measured in another unit."""

    def __init__(self, body: str, unit: Unit) -> None:
        self._length = len(body)
        kinds: tuple[tuple[int, str], ...] = () if body.isascii() else unit.value
        self._wide = [
            (more, places)
            for more, kind in kinds
            if (places := [found.start() for found in re.finditer(f"[{kind}]", body)])
        ]
        """How much more than one they take, and where they stand."""

    def of(self, offset: int) -> int:
        """Return what an offset in code points is in this unit."""
        return offset + sum(more * bisect_left(places, offset) for more, places in self._wide)

    def back(self, count: int) -> int:
        """Return what an offset in this unit is in code points: inside a code point its beginning, at most the end."""
        low, high = 0, self._length
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.of(middle) <= count else (low, middle - 1)
        return low
