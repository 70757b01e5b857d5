"""A library file read page by page without SQLite, which gives up where one is damaged (sqlite.org/fileformat2.html).

Nothing here believes what it reads: each length and each number of a page is looked at before it is used.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reeread.store.opening import PAGE_SIZE

Value = int | float | str | bytes | None

LEAF, INNER, ROWLESS_LEAF, ROWLESS_INNER = 0x0D, 0x05, 0x0A, 0x02
"""Pages of tables by row id, and of those without, which indexes have too."""
_HEAD = {LEAF: 8, ROWLESS_LEAF: 8, INNER: 12, ROWLESS_INNER: 12}
_FILE_HEADER = 100
_LONGEST = 2**31
_WAL_HEADER, _FRAME = 32, 24
_WAL_MAGICS = {0x377F0682: "<", 0x377F0683: ">"}
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


class Row(NamedTuple):
    """A row as it stands on a page."""

    id: int
    """0 in a table without row ids."""
    values: tuple[Value, ...]


class Damaged(Exception):
    """Something on a page makes no sense."""


class Pages:
    """The pages of a library, with what was committed to its write-ahead log."""

    def __init__(self, path: Path) -> None:
        self._file = path.read_bytes()
        log = path.with_name(path.name + "-wal")
        self._newer = _committed(log.read_bytes()) if log.is_file() else {}
        self.count = max(-(-len(self._file) // PAGE_SIZE), *self._newer, 0)

    def page(self, number: int) -> bytes:
        """Return a page; of one that is cut short the rest is nought.

        Raises:
            Damaged: There is none of that number.
        """
        if (newer := self._newer.get(number)) is not None:
            return newer
        if not 1 <= number <= self.count:
            raise Damaged(f"there is no page {number}")
        return self._file[(number - 1) * PAGE_SIZE : number * PAGE_SIZE].ljust(PAGE_SIZE, b"\0")

    def kind(self, number: int) -> int:
        """Return what a page is by its first byte, 0 for what is no page of a table or index."""
        page = self.page(number)
        kind = page[_start(number)]
        return kind if kind in _HEAD else 0

    def rows(self, number: int) -> Iterator[Row | None]:
        """Yield the rows of one page, and None for each that cannot be read."""
        page, kind = self.page(number), self.kind(number)
        if kind in (0, INNER):
            return
        for at in _cells(page, number, kind):
            try:
                yield self._row(page, at, kind)
            except (Damaged, IndexError, struct.error, UnicodeDecodeError):
                yield None

    def tree(self, root: int) -> Iterator[int]:
        """Yield the pages of a tree that can be reached from its root, each once."""
        seen, ahead = {0}, [root]
        while ahead:
            number = ahead.pop()
            if number in seen or not 1 <= number <= self.count:
                continue
            seen.add(number)
            kind = self.kind(number)
            if kind:
                yield number
            if kind in (INNER, ROWLESS_INNER):
                page = self.page(number)
                ahead += [_long(page, at) for at in _cells(page, number, kind) if at + 4 <= PAGE_SIZE]
                ahead.append(_long(page, _start(number) + 8))

    def free(self) -> frozenset[int]:
        """Return the pages that the file says are free, as far as that makes sense."""
        free: set[int] = set()
        trunk = _long(self.page(1), 32) if self.count else 0
        while 1 < trunk <= self.count and trunk not in free:
            free.add(trunk)
            page = self.page(trunk)
            many = _long(page, 4)
            if many > PAGE_SIZE // 4 - 2 or self.kind(trunk):
                break
            free.update(one for one in struct.unpack_from(f">{many}I", page, 8) if 1 < one <= self.count)
            trunk = _long(page, 0)
        return frozenset(free)

    def _row(self, page: bytes, at: int, kind: int) -> Row:
        """Return the row of a cell."""
        if kind == ROWLESS_INNER:
            at += 4
        length, at = _number(page, at)
        row, at = _number(page, at) if kind == LEAF else (0, at)
        return Row(row, _values(self._payload(page, at, length, kind)))

    def _payload(self, page: bytes, at: int, length: int, kind: int) -> bytes:
        """Return what a cell holds, with the part of it that stands on pages of its own."""
        most = PAGE_SIZE - 35 if kind == LEAF else (PAGE_SIZE - 12) * 64 // 255 - 23
        if not 0 < length < min(_LONGEST, self.count * PAGE_SIZE + 1):
            raise Damaged("its length makes no sense")
        if length <= most:
            if at + length > PAGE_SIZE:
                raise Damaged("it reaches over its page")
            return page[at : at + length]
        least = (PAGE_SIZE - 12) * 32 // 255 - 23
        here = least + (length - least) % (PAGE_SIZE - 4)
        here = here if here <= most else least
        parts, left, number = [page[at : at + here]], length - here, _long(page, at + here)
        seen: set[int] = set()
        while left > 0:
            if number in seen:
                raise Damaged("its pages go round")
            seen.add(number)
            more = self.page(number)
            if not any(more):
                raise Damaged("one of its pages is empty")
            parts.append(more[4 : 4 + min(left, PAGE_SIZE - 4)])
            left -= PAGE_SIZE - 4
            number = _long(more, 0)
        return b"".join(parts)


def _start(number: int) -> int:
    return _FILE_HEADER if number == 1 else 0


def _cells(page: bytes, number: int, kind: int) -> list[int]:
    """Return where the cells of a page begin, as far as that makes sense."""
    start = _start(number)
    head = start + _HEAD[kind]
    many = min(int.from_bytes(page[start + 3 : start + 5], "big"), (PAGE_SIZE - head) // 2)
    places = struct.unpack_from(f">{many}H", page, head)
    return [at for at in places if head + 2 * many <= at < PAGE_SIZE - 1]


def _long(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 4], "big")


def _number(page: bytes, at: int) -> tuple[int, int]:
    """Return a number of one to nine bytes, and where it ends."""
    value = 0
    for place in range(8):
        byte = page[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    value = value << 8 | page[at + 8]
    return value - (1 << 64) if value >> 63 else value, at + 9


def _values(payload: bytes) -> tuple[Value, ...]:
    """Return the values of a row. Raises Damaged unless they fill it to the byte."""
    end, at = _number(payload, 0)
    if not 0 < end <= len(payload):
        raise Damaged("its head makes no sense")
    kinds = []
    while at < end:
        kind, at = _number(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise Damaged("it is longer than its values")
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if kind in _INTEGERS:
        end = at + _INTEGERS[kind]
        if end > len(payload):
            raise Damaged("a number reaches over its end")
        return int.from_bytes(payload[at:end], "big", signed=True), end
    if kind < 12:
        raise Damaged("there is no such kind of value")
    end = at + (kind - 12) // 2
    if end > len(payload):
        raise Damaged("a text reaches over its end")
    return payload[at:end].decode() if kind % 2 else payload[at:end], end


def _committed(log: bytes) -> dict[int, bytes]:
    """Return the newest page of each number that was committed to a write-ahead log; what follows damage counts not."""
    if (
        len(log) < _WAL_HEADER
        or (order := _WAL_MAGICS.get(_long(log, 0))) is None
        or _long(log, 8) != PAGE_SIZE
    ):
        return {}
    sums = _summed(log[:24], (0, 0), order)
    if sums != struct.unpack_from(">2I", log, 24):
        return {}
    committed: dict[int, bytes] = {}
    ahead: dict[int, bytes] = {}
    for at in range(_WAL_HEADER, len(log) - _FRAME - PAGE_SIZE + 1, _FRAME + PAGE_SIZE):
        number, size, *salt = struct.unpack_from(">4I", log, at)
        page = log[at + _FRAME : at + _FRAME + PAGE_SIZE]
        sums = _summed(page, _summed(log[at : at + 8], sums, order), order)
        if tuple(salt) != struct.unpack_from(">2I", log, 16) or sums != struct.unpack_from(
            ">2I", log, at + 16
        ):
            break
        ahead[number] = page
        if size:
            committed |= ahead
            ahead = {}
    return committed


def _summed(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    """Return the sums of a write-ahead log over more of it."""
    one, two = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
