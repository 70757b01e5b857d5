"""Ids for the outside (UUIDv7: sortable by time) and the times that stand beside them."""

import os
import threading
import time
from collections.abc import Callable

Clock = Callable[[], float]
"""Returns seconds since 1970, as time.time does."""
Ids = Callable[[], str]
"""Returns an id that was never returned before."""


class Uuid7:
    """A source of UUIDs of version 7 (RFC 9562), each greater than the one before, even if the clock goes back."""

    def __init__(self, clock: Clock = time.time, randomness: Callable[[int], bytes] = os.urandom) -> None:
        self._clock = clock
        self._randomness = randomness
        self._last = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        """Return the next id as 36 characters."""
        random = int.from_bytes(self._randomness(10), "big")
        with self._lock:
            # 48 bits of milliseconds and 12 of a counter, RFC 9562 section 6.2, method 1
            tick = int(self._clock() * 1000) << 12 | (random >> 64 & 0x7FF)
            self._last = tick = max(tick, self._last + 1)
        value = tick >> 12 << 80 | 0x7 << 76 | (tick & 0xFFF) << 64 | 0b10 << 62 | (random & (1 << 62) - 1)
        text = f"{value:032x}"
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def moment(seconds: float) -> str:
    """Return a time as an ISO date-time in UTC, to the millisecond, with Z."""
    milliseconds = int(seconds * 1000)
    date = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(milliseconds // 1000))
    return f"{date}.{milliseconds % 1000:03d}Z"
