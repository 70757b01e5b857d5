"""The briefings of the library as a list that is read a page at a time, as it is looked at."""

from array import array
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from typing import TypeVar, overload

from reeread.library.library import Library
from reeread.model.asked import Asked
from reeread.model.briefing import Briefing
from reeread.model.briefings import Briefings
from reeread.model.errors import StoreError
from reeread.model.selection import Selection
from reeread.store import annotations, stacks, tallies
from reeread.store import shelf as rows
from reeread.store.engine import Connection

_Answer = TypeVar("_Answer")

UNREADABLE = Briefing("", "(cannot be read)", False, "", "", "", "", 0, 0, 0)
"""What stands in a list for a briefing whose row is damaged."""

_PAGE = 64
_PAGES = 32
"""Pages that are kept; those that were seen longest ago are forgotten first."""


class Shelf(Briefings):
    """The briefings of a selection, as they are when each page is first looked at.

    What changes in the library meanwhile does not move those that were read; a deed makes a new shelf.
    """

    def __init__(
        self,
        lib: Library,
        selection: Selection = Selection(),  # noqa: B008 - it is frozen
        trouble: Callable[[StoreError], None] | None = None,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        """Count the briefings.

        Args:
            lib: The library.
            selection: Which, and in which order.
            trouble: What hears why a page cannot be read, which then shows as that; without, it is raised.
            hidden: Authors whose annotations are not counted.
        """
        self.selection = selection
        self._lib = lib
        self._trouble = trouble
        self._hidden = hidden
        self._own: dict[str, Briefing] = {}
        self._pages: OrderedDict[int, list[Briefing]] = OrderedDict()
        self._rows: array[int] | None = None
        if rows.is_indexed(selection):
            self._count = self._asked(lambda connection: rows.count(connection, selection), 0)
        else:
            self._rows = self._asked(lambda connection: rows.rows(connection, selection), array("q"))
            self._count = len(self._rows)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Briefing: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[Briefing, ...]: ...

    def __getitem__(self, index: int | slice) -> Briefing | tuple[Briefing, ...]:
        """Return a briefing, or some; those of one page are read at once."""
        if isinstance(index, slice):
            return tuple(self[place] for place in range(*index.indices(self._count)))
        if not -self._count <= index < self._count:
            raise IndexError(index)
        number, place = divmod(index % self._count, _PAGE)
        page = self._page(number)
        # What another program takes out moves the others up: the last place is then the last one there is.
        found = page[min(place, len(page) - 1)] if page else UNREADABLE
        return self._own.get(found.id, found)

    def __iter__(self) -> Iterator[Briefing]:
        return (self[place] for place in range(self._count))

    def place(self, id: str) -> int | None:
        """Return where a briefing stands, from 0; None where it does not."""
        if self._rows is None:
            return self._asked(lambda connection: rows.place(connection, self.selection, id), None)
        row = self._asked(lambda connection: rows.row(connection, id), None)
        return self._rows.index(row) if row is not None and row in self._rows else None

    def chosen(self, selection: Selection) -> "Shelf":
        """Return the briefings of another selection of the same library."""
        if selection == self.selection:
            return self
        other = Shelf(self._lib, selection, self._trouble, self._hidden)
        other._own = self._own
        return other

    def changed(self, briefing: Briefing) -> "Shelf":
        """Return the same list with one briefing as it is now."""
        same = Shelf.__new__(Shelf)
        same.__dict__.update(self.__dict__)
        same._own = {**self._own, briefing.id: briefing}
        return same

    @property
    def passages(self) -> int:
        """Return how many annotations there are in the library, of briefings that are listed."""

        def count(connection: Connection) -> int:
            if not self._hidden:
                return tallies.passages(connection)
            return sum(
                one.annotations for one in tallies.by_author(connection) if one.author not in self._hidden
            )

        return self._asked(count, 0)

    @property
    def stacks(self) -> tuple[str, ...]:
        """Return the names of the stacks that hold briefings, in alphabetical order."""
        return self._asked(lambda connection: tuple(stacks.names(connection)), ())

    def _page(self, number: int) -> list[Briefing]:
        """Return a page, read if it was not looked at lately."""
        if number not in self._pages:
            own = self._rows

            def stretch(connection: Connection) -> list[Briefing]:
                if own is None:
                    page = rows.stretch(connection, self.selection, number * _PAGE, _PAGE, self._count)
                else:
                    page = rows.of(connection, own[number * _PAGE : (number + 1) * _PAGE])
                return _without(connection, page, self._hidden) if self._hidden and page else page

            self._pages[number] = self._asked(stretch, [])
            while len(self._pages) > _PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        return self._pages[number]

    def _asked(self, ask: Callable[[Connection], _Answer], otherwise: _Answer) -> _Answer:
        """Return what the library answers; where it cannot, somebody is told if there is somebody."""
        try:
            with self._lib.store.reading() as connection:
                return ask(connection)
        except StoreError as error:
            if self._trouble is None:
                raise
            self._trouble(error)
            return otherwise


def _without(connection: Connection, page: list[Briefing], hidden: frozenset[str]) -> list[Briefing]:
    """Return briefings with the numbers that they have without the annotations of some authors."""
    asked = Asked(briefings=[one.id for one in page], authors=sorted(hidden))
    marks: Counter[str] = Counter()
    tags: Counter[tuple[str, str]] = Counter()
    for mark in annotations.found(connection, asked):
        marks[mark.briefing] += 1
        tags.update((mark.briefing, tag) for tag in mark.tags)

    def counted(one: Briefing) -> Briefing:
        rest = (each._replace(number=each.number - tags[one.id, each.tag]) for each in one.tags)
        return one._replace(
            annotations=one.annotations - marks[one.id], tags=tuple(each for each in rest if each.number)
        )

    return [counted(one) for one in page]
