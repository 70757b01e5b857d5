"""Annotations by number, read from the library a page at a time as they are asked for."""

from collections import OrderedDict
from collections.abc import Sequence

from reeread.library import Library
from reeread.library.listing import page
from reeread.model.annotation import Annotation

_PAGE = 100
_PAGES = 20
"""Pages that are kept; those that were seen longest ago are forgotten first."""


class Pages:
    """A list of which only the ids are there from the start."""

    def __init__(self, library: Library, ids: Sequence[str]) -> None:
        self.ids = ids
        self._library = library
        self._pages: OrderedDict[int, dict[str, Annotation]] = OrderedDict()

    def __getitem__(self, index: int) -> Annotation | None:
        """Return an annotation; None if it is gone meanwhile."""
        number = index // _PAGE
        if number not in self._pages:
            ids = self.ids[number * _PAGE : (number + 1) * _PAGE]
            self._pages[number] = {one.id: one for one in page(self._library, ids)}
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number].get(self.ids[index])
