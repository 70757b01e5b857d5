"""A library of many briefings opens, scrolls and answers keys by reading what is seen of it, not the whole."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from screens.reading_app import AUTHOR, Opened, desk, press, rows, settled

from reeread.library import Library, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.span import Span
from reeread.store import engine
from reeread.widgets.lists import BriefingList
from tests.library.many import fill

FEW, MANY = 300, 2_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Return a library of a few hundred briefings and one of two thousand."""
    made = {}
    for count in (FEW, MANY):
        made[count] = tmp_path_factory.mktemp("many") / f"{count}.db"
        with Library.open(made[count], AUTHOR, create=True) as lib, lib.store.importing():
            ids = fill(lib, count)
            for id in ids[:20]:
                tagging.tag(lib, Passage(id, Span(0, 8)), ["risk"])
    return made


@pytest.fixture
def libraries(made: dict[int, Path], tmp_path: Path) -> dict[int, Path]:
    """Return copies that a test may change."""
    return {count: shutil.copy(path, tmp_path / path.name) for count, path in made.items()}


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count the steps of SQLite's machine on every connection, in hundreds."""
    counted, connect = [0], engine.connect

    def one() -> None:
        counted[0] += 1

    def counting(*arguments: object, **named: object) -> engine.Connection:
        connection = connect(*arguments, **named)  # type: ignore[arg-type]
        connection.set_progress_handler(one, 100)
        return connection

    monkeypatch.setattr(engine, "connect", counting)
    yield counted


async def taken(opened: Opened, path: Path, steps: list[int], *keys: str) -> int:
    """Return how many hundreds of steps opening a library takes, or the keys after it."""
    async with opened(path=path) as pilot:
        if keys:
            desk(pilot).query_one(BriefingList).focus()
            await settled(pilot)
            steps[0] = 0
            await press(pilot, *keys)
        return steps[0]


@pytest.mark.parametrize(
    "keys",
    [(), ("j", "pagedown"), ("G",), ("enter", "r"), ("s", "s", "s"), ("w",)],
    ids=lambda keys: "".join(keys),
)
async def test_many_briefings_cost_what_few_do(
    opened: Opened, libraries: dict[int, Path], steps: list[int], keys: tuple[str, ...]
) -> None:
    """Opening, moving, jumping to the end, tagging, sorting and triage take as many steps among many as among few.

    Apart from counting entries of an index: to read a briefing for a list takes ten times as many steps.
    """
    few, many = [await taken(opened, libraries[count], steps, *keys) for count in (FEW, MANY)]
    assert many <= few * 1.5 + (MANY - FEW) * 75 / 100


async def test_a_long_list_makes_only_the_rows_that_show(opened: Opened, libraries: dict[int, Path]) -> None:
    """Two thousand briefings scroll, and say how many they are, without a card made for each."""
    async with opened(path=libraries[MANY]) as pilot:
        listed = desk(pilot).query_one(BriefingList)
        assert "2,000 briefings   20 passages" in rows(pilot)[0]
        listed.focus()
        await press(pilot, "G")
        assert listed.index == MANY - 1
        assert listed.scroll_offset.y + listed.size.height == MANY * listed.ROWS
        assert len(listed._painted) < 100
        await press(pilot, "enter")
        with Library.open(libraries[MANY], AUTHOR) as lib:
            assert desk(pilot).opened == reading.briefings(lib)[-1].id


async def test_what_is_typed_narrows_a_long_list_down(opened: Opened, libraries: dict[int, Path]) -> None:
    """The dialog that opens briefings lists two hundred at most, and finds any other by words of its title."""
    async with opened(path=libraries[MANY]) as pilot:
        await press(pilot, "o")
        dialog = pilot.app.screen
        assert len(dialog.rows) == 200  # type: ignore[attr-defined]
        await press(pilot, *"bout", "space", *"1999")
        assert len(dialog.rows) == 2  # type: ignore[attr-defined] - one by its title, one by its source
