"""How many rows stand before a section, kept in a Fenwick tree so that a changed height costs little."""

from collections.abc import Iterable


class Heights:
    """Heights of sections in rows, with sums over any number of the first ones."""

    def __init__(self, heights: Iterable[int]) -> None:
        self._heights = list(heights)
        self._tree = [0, *self._heights]
        for at in range(1, len(self._tree)):
            above = at + (at & -at)
            if above < len(self._tree):
                self._tree[above] += self._tree[at]

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, index: int) -> int:
        return self._heights[index]

    def __setitem__(self, index: int, height: int) -> None:
        change = height - self._heights[index]
        self._heights[index] = height
        at = index + 1
        while change and at < len(self._tree):
            self._tree[at] += change
            at += at & -at

    @property
    def total(self) -> int:
        """Return the sum of all heights."""
        return self.before(len(self._heights))

    def before(self, index: int) -> int:
        """Return the sum of the heights before the index."""
        rows = 0
        while index:
            rows += self._tree[index]
            index &= index - 1
        return rows

    def at(self, row: int) -> tuple[int, int]:
        """Return the index whose rows hold the row, and the row within it; rows beyond the end are in the last."""
        index, step = 0, 1 << len(self._heights).bit_length()
        while step:
            if index + step < len(self._tree) and self._tree[index + step] <= row:
                index += step
                row -= self._tree[index]
            step >>= 1
        if index >= len(self._heights):
            index = max(0, len(self._heights) - 1)
            row += self._heights[index] if self._heights else 0
        return index, row
