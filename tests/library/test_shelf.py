"""Lists of briefings, read a page at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reeread.library import Library, reading, stacking, tagging, triage
from reeread.library.adding import add
from reeread.library.removing import remove
from reeread.library.shelf import Shelf
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing, Triage
from reeread.model.selection import Selection
from reeread.model.span import Span
from reeread.store import shelf, words
from tests.library.many import fill

COUNT = 300


@pytest.fixture
def ids(lib: Library) -> list[str]:
    """Return the ids of a library of three hundred, in which some are marked, sorted out, gathered and taken out."""
    made = fill(lib, COUNT)
    for place in range(0, COUNT, 11):
        for number in range(place % 4):
            tagging.tag(
                lib, Passage(made[place], Span(number, number + 5)), ["risk" if place % 2 else "confirmed"]
            )
    triage.set_states(lib, made[::5], Triage.LATER)
    triage.set_states(lib, made[::7], Triage.DONE)
    stacking.gather(lib, made[::6], "Late")
    stacking.gather(lib, made[::9], "early")
    for id in made[::50]:
        remove(lib, id)
    return made


def folded(one: Briefing) -> str:
    """Return what a text filter looks into."""
    return words.folded(f"{one.title}\n{one.source}\n{one.byline}")


KEYS: dict[str, Callable[[Briefing], Any]] = {
    "added": lambda one: 0,
    "title": lambda one: words.folded(one.title),
    "published": lambda one: (not one.published, [-ord(sign) for sign in one.published]),
    "minutes": lambda one: one.characters,
    "annotations": lambda one: -one.annotations,
    "stack": lambda one: (not one.stacks, min(map(str.lower, one.stacks), default="")),
    "state": lambda one: list(Triage).index(one.state),
}
FILTERS: dict[str, tuple[Selection, Callable[[Briefing], bool]]] = {
    "all": (Selection(), lambda one: True),
    "state": (Selection(state=Triage.LATER), lambda one: one.state is Triage.LATER),
    "stack": (Selection(stack="Late"), lambda one: "Late" in one.stacks),
    "tag": (Selection(tags=("risk",)), lambda one: any(count.tag == "risk" for count in one.tags)),
    "text": (
        Selection(text="ABOUT desk É"),
        lambda one: all(word in folded(one) for word in ("about", "desk", "e")),
    ),
}


@pytest.mark.parametrize("sort", KEYS)
@pytest.mark.parametrize("name", FILTERS)
def test_pages_are_the_whole_sorted_and_filtered(lib: Library, ids: list[str], sort: str, name: str) -> None:
    """Each order of each filter is what sorting all of them in memory gives, and each is where it is said to stand."""
    selection, wanted = FILTERS[name]
    expected = sorted(filter(wanted, reading.briefings(lib)), key=KEYS[sort])
    found = Shelf(lib, selection._replace(sort=sort))
    assert [*found] == expected == [*reading.listed(lib, found.selection)] and len(found) == len(expected) > 9
    for at in (0, len(expected) // 2, len(expected) - 1):
        assert found.place(expected[at].id) == at and Shelf(lib, found.selection)[at] == expected[at]
    assert found.place(ids[0]) is None  # taken out
    assert {*shelf.ORDERS} == {*KEYS}


def test_some_can_stand_first_or_be_all_or_be_left_out(lib: Library, ids: list[str]) -> None:
    """What leads comes in its own order and everything else after it; ids that are not listed change nothing."""
    some = (ids[40], ids[3], ids[0])
    plain = [one.id for one in reading.briefings(lib)]
    assert [one.id for one in Shelf(lib, Selection(first=some))] == [ids[40], ids[3]] + [
        id for id in plain if id not in some
    ]
    assert [one.id for one in Shelf(lib, Selection(among=some))] == [ids[3], ids[40]]
    assert [one.id for one in Shelf(lib, Selection(without=some))] == [id for id in plain if id not in some]


def test_one_is_changed_without_reading_the_others(lib: Library, ids: list[str]) -> None:
    """A briefing that was changed shows as it is now, in whatever order; the list before stays as it was."""
    before = Shelf(lib)
    marked = before[7]._replace(annotations=99)
    after = before.changed(marked)
    assert (
        after[7]
        == marked
        == after.chosen(Selection(sort="title"))[after.chosen(Selection(sort="title")).place(marked.id) or 0]
    )
    assert before[7] != marked and after is not before


def test_what_goes_meanwhile_leaves_no_hole(lib: Library, ids: list[str]) -> None:
    """Where another program takes briefings out, a page that is read afterwards still shows some of those there are."""
    found = Shelf(lib)
    for id in ids[-9:]:
        remove(lib, id)
    assert found[len(found) - 1].id == reading.briefings(lib)[-1].id


@contextmanager
def steps(lib: Library) -> Iterator[list[int]]:
    """Count the steps of SQLite's machine, in hundreds."""
    counted = [0]

    def one() -> None:
        counted[0] += 1

    with lib.store.reading() as connection:
        connection.set_progress_handler(one, 100)
        yield counted
        connection.set_progress_handler(None, 0)


@pytest.mark.parametrize("sort", ["added", "title", "published", "minutes", "state"])
def test_a_page_of_a_long_list_costs_what_one_of_a_short_list_does(lib: Library, sort: str) -> None:
    """The first page and the last of 4,000 take no more steps of SQLite than those of 400, but for the counting."""
    cost = []
    for more in (400, 3600):
        fill(lib, more)
        with steps(lib) as counted:
            found = Shelf(lib, Selection(sort=sort))
            found[0], found[-1]
        cost.append(counted[0] - len(found) * 4 // 100)
    assert cost[1] <= cost[0] * 1.5 + 20


def test_the_first_briefing_and_the_ends_of_ids_are_found_without_reading_all(lib: Library) -> None:
    """Opening, finding and shortening ids take as many steps among 4,000 briefings as among 400."""
    cost = []
    for more in (400, 3600):
        ids = fill(lib, more)
        with steps(lib) as counted:
            assert reading.first(lib, "none of them") and reading.first(lib, ids[-1]) == ids[-1]
            short = reading.short_ids(lib, ids[:9])
            assert [reading.find(lib, one).id for one in short.values()] == ids[:9]
        cost.append(counted[0])
    assert cost[1] <= cost[0] * 1.5 + 5


def test_tagging_and_adding_cost_the_same_in_a_full_library(lib: Library, tmp_path: Path) -> None:
    """A tag, a tag taken off and a text added take as many steps among 4,000 briefings and annotations as among 400."""
    cost = []
    for more in (400, 3600):
        ids = fill(lib, more)
        one = tagging.tag(lib, Passage(ids[0], Span(0, 4)), ["risk"]).id
        with lib.store.together() as connection:
            connection.execute(
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)"
                ' INSERT INTO annotations (uuid, briefing_id, version_id, author_id, start, "end", exact, prefix, suffix,'
                " note, state, created, modified) SELECT annotations.uuid || i, briefings.id, briefings.version_id, author_id, start,"
                ' "end", exact, prefix, suffix, note, state, created, modified FROM n JOIN annotations'
                " JOIN briefings ON briefings.id = annotations.briefing_id + i WHERE annotations.uuid = ?",
                (more - 1, one),
            )  # fmt: skip
        source = tmp_path / f"{more}.txt"
        source.write_text(f"New {more}\n\nNobody knew of this one.\n")
        with steps(lib) as counted:
            tagging.toggle(lib, Passage(ids[9], Span(2, 9)), "risk")
            tagging.toggle(lib, Passage(ids[9], Span(2, 9)), "risk")
            list(add(lib, [str(source)]))
        cost.append(counted[0])
    assert cost[1] <= cost[0] * 1.5 + 10


def test_a_title_that_is_erased_leaves_no_folded_one(lib: Library) -> None:
    """What a list sorts by goes with the title when a briefing is erased for good."""
    from reeread.library import purging

    id = fill(lib, 5)[0]
    with lib.store.reading() as connection:
        kept = "SELECT count(*) FROM versions WHERE folded_title IS NOT NULL"
        before = connection.execute(kept).fetchone()[0]
        purging.purge(lib, id)
        assert connection.execute(kept).fetchone()[0] == before - 1
