"""Annotations by number, read from the library a page at a time as they are asked for."""

from collections import OrderedDict
from collections.abc import Collection, Sequence

from reeread.library import Library, listing
from reeread.model.annotation import Annotation

_PAGE = 100
_PAGES = 20
"""Pages that are kept; those that were seen longest ago are forgotten first."""


class Pages:
    """A list of which only the numbers are there from the start, eight bytes each."""

    def __init__(self, library: Library, rows: Sequence[int]) -> None:
        self._rows = rows
        self._library = library
        self._pages: OrderedDict[int, tuple[Annotation | None, ...]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, index: int) -> Annotation | None:
        """Return an annotation; None if it is gone meanwhile."""
        number, place = divmod(index, _PAGE)
        if number not in self._pages:
            part = self._rows[number * _PAGE : (number + 1) * _PAGE]
            self._pages[number] = listing.numbered(self._library, part)
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number][place]

    @property
    def ids(self) -> Sequence[str]:
        """Return the ids of all, without those that are gone."""
        return listing.ids(self._library, self._rows)

    def among(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return those of some ids that are in the list, in its order."""
        known = listing.numbers(self._library, ids) if ids else {}
        return tuple(known[row] for row in self._rows if row in known) if known else ()

    def place(self, id: str) -> int | None:
        """Return where an annotation stands, None if it does not."""
        known = listing.numbers(self._library, (id,))
        return next((at for at, row in enumerate(self._rows) if row in known), None) if known else None
