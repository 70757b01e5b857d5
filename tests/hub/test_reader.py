"""The hub in the reader: its state in the status line, a sync from there, and the screen where people differ."""

import asyncio
import hashlib
import socket
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from hub_desk import add, mark, only
from screens.reading_app import SMALL, WIDE, heard, press, settled, shown
from screens.reading_app import desk as reading_screen
from textual.pilot import Pilot

from reeread.app import ReereadApp
from reeread.library import Library, editing, grading, history, tagging
from reeread.library.syncing import conflicts, sync
from reeread.model.grades import Reliability
from reeread.screens.conflicts import ConflictsScreen
from tests.hub.conftest import Desk

Opened = Callable[..., AbstractAsyncContextManager[Pilot[None]]]


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    """Return a way to run the app over somebody's library until everything has settled."""

    @asynccontextmanager
    async def open_app(
        author: str, size: tuple[int, int] = WIDE, *, read_only: bool = False
    ) -> AsyncIterator[Pilot[None]]:
        app = ReereadApp(
            tmp_path / f"{author}.db", author, state=tmp_path / f"{author}.json", read_only=read_only
        )
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield pilot

    return open_app


@pytest.fixture
def met(desk: Desk) -> Desk:
    """Return a desk where ann and ben have the same briefing, with a mark of ann's, and have met."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "first")
        desk.sync(ann)
        desk.sync(ben)
    return desk


def differ(desk: Desk) -> None:
    """Let ann and ben grade their source differently, and both meet the hub."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        grading.grade_source(ann, only(ann), Reliability.A)
        grading.grade_source(ben, only(ben), Reliability.C)
        for lib in (ann, ben, ann):
            desk.sync(lib)


def warnings(pilot: Pilot[None]) -> list[str]:
    """Return what was warned of."""
    return [one.message for one in pilot.app._notifications if one.severity == "warning"]


def failures(pilot: Pilot[None]) -> list[str]:
    """Return what was said to have failed."""
    return [one.message for one in pilot.app._notifications if one.severity == "error"]


async def look(pilot: Pilot[None]) -> None:
    """Let the reader look twice, as it does when nothing was done between."""
    for _ in range(2):
        reading_screen(pilot).look_at_hub()
        await settled(pilot)


async def test_without_a_hub_nothing_is_said_of_it(desk: Desk, opened: Opened) -> None:
    """Where no hub was ever named the status line does not speak of one, and the key says how to name it."""
    with desk.library("ann") as ann:
        add(ann)
    async with opened("ann") as pilot:
        assert "hub" not in shown(pilot)
        await press(pilot, "Y")
        (said,) = failures(pilot)
        assert "This library has no hub yet" in said


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_what_waits_is_counted_after_a_deed(size: tuple[int, int], met: Desk, opened: Opened) -> None:
    """The status line says what waits to be sent once a deed was done and the reader rests."""
    async with opened("ben", size) as pilot:
        assert "hub" in shown(pilot) and "1 to send" not in shown(pilot)
        await press(pilot, "j", "f")
        await look(pilot)
        assert "hub: 1 to send" in shown(pilot)


async def test_a_sync_from_the_reader(met: Desk, opened: Opened) -> None:
    """A key takes in what others did and sends what was done here; what came shows, and the cursor stays."""
    with met.library("ann") as ann:
        mark(ann, 10, 20, "confirmed", "second")
        met.sync(ann)
    async with opened("ben") as pilot:
        screen = reading_screen(pilot)
        await press(pilot, "j", "c")
        before = screen.passage
        await press(pilot, "Y")
        assert "1 change of others came in, 1 went out" in shown(pilot)
        assert "second" in {one.note for one in screen.annotations}
        assert screen.passage == before
        assert len(screen.hub[0].split("synced ")[1]) == len("08:12")
    with met.library("ann") as ann:
        assert met.sync(ann).pulled == 1


async def test_a_hub_that_cannot_be_reached(met: Desk, opened: Opened) -> None:
    """A sync that fails says why, changes nothing, and the reading goes on."""
    async with opened("ben") as pilot:
        with met.server.connection("postgres", autocommit=True) as connection:
            connection.execute(f'ALTER DATABASE "{met.database}" RENAME TO "{met.database}_gone"')
        await press(pilot, "Y")
        (said,) = failures(pilot)
        assert "hub" in said
        await press(pilot, "j")
        assert reading_screen(pilot).passage is not None


async def test_a_way_that_is_less_safe_is_told_once(met: Desk, opened: Opened) -> None:
    """The first sync of a sitting warns of a weaker sslmode and goes on, the next says nothing more of it."""
    with met.library("ben") as ben:
        sync(
            ben,
            f"postgresql://reader@hub.example:{met.server.port}/{met.database}?hostaddr=127.0.0.1&sslmode=prefer",
        )
    async with opened("ben") as pilot:
        assert warnings(pilot) == []
        await press(pilot, "Y")
        assert warnings(pilot) == ["sslmode=prefer was asked for: who answers as hub.example is not checked."]
        assert failures(pilot) == [] and "synced" in reading_screen(pilot).hub[0]
        pilot.app.clear_notifications()
        await press(pilot, "Y")
        assert warnings(pilot) == []


async def test_a_library_that_is_only_read_is_not_synced(met: Desk, opened: Opened) -> None:
    """Where nothing may be written, the key says so and nothing comes in."""
    with met.library("ann") as ann:
        mark(ann, 10, 20, "confirmed")
        met.sync(ann)
    async with opened("ben", read_only=True) as pilot:
        await press(pilot, "Y")
        assert len(failures(pilot)) == 1


@pytest.mark.parametrize("size", [SMALL, WIDE], ids=["small", "wide"])
async def test_both_values_show_and_one_is_chosen(size: tuple[int, int], met: Desk, opened: Opened) -> None:
    """Each value stands there with who left it and when; the one chosen stands, and one undo takes that back."""
    differ(met)
    async with opened("ben", size) as pilot:
        await press(pilot, "&")
        screen = pilot.app.screen
        assert isinstance(screen, ConflictsScreen)
        (one,) = screen.table.conflicts
        assert "1 conflict" in shown(pilot)
        for choice in one.choices:
            assert f"{choice.author} {choice.at[:10]}" in shown(pilot)
        assert [choice.text for choice in one.choices] == ["C", "A"]
        assert "▌C " in shown(pilot) and "value 1 of 2" in shown(pilot)
        other = one.choices[1]
        await press(pilot, "]", "c")
        assert f"It is “{other.text}” by {other.author} now." in shown(pilot)
        assert screen.table.conflicts == () and "Nobody differs" in shown(pilot)
        await press(pilot, "u")
        assert [each.id for each in screen.table.conflicts] == [one.id]
    with met.library("ben") as ben:
        assert len(conflicts(ben)) == 1


async def test_a_conflict_of_an_annotation_shows_its_passage_and_is_read_on_at(
    met: Desk, opened: Opened
) -> None:
    """Of a note that differs the passage is shown, and enter opens the article there."""
    with (
        met.library("ann") as ann,
        Library.open(met.folder / "laptop.db", "ann", create=True, clock=met.tick, base=met.folder) as laptop,
    ):
        met.sync(laptop)
        for lib, note in ((ann, "on the desk"), (laptop, "on the train")):
            (own,) = tagging.annotations(lib)
            editing.note(lib, own.id, note)
        for lib in (ann, laptop):
            met.sync(lib)
    with met.library("ben") as ben:
        met.sync(ben)
    async with opened("ben") as pilot:
        await press(pilot, "j", "j", "&")
        assert "on the desk" in shown(pilot) and "on the train" in shown(pilot)
        await press(pilot, "enter")
        passage = reading_screen(pilot).passage
        assert passage is not None and passage.span.start == 0


async def test_looking_changes_nothing(met: Desk, opened: Opened) -> None:
    """Whoever only looks at where people differ leaves the library byte for byte as it was."""
    differ(met)
    path = met.folder / "ben.db"
    before = hashlib.sha256(path.read_bytes()).digest()
    async with opened("ben") as pilot:
        await look(pilot)
        await press(pilot, "&", "]", "[", "j", "enter", "j")
    assert hashlib.sha256(path.read_bytes()).digest() == before
    with met.library("ben") as ben:
        assert history.events(ben, limit=1)


def test_the_command_lists_what_stands_still(met: Desk) -> None:
    """What was settled is no longer listed, though no hub has heard of it yet; undone, it is."""
    differ(met)
    with met.library("ben") as ben:
        path = str(ben.path)

    def call(*given: str) -> str:
        command = [sys.executable, "-m", "reeread", "--db", path, "--author", "ben", *given]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout

    def listed() -> int:
        return len(call("hub", "conflicts", "--json").splitlines())

    assert listed() == 1
    assert " now. " in call("hub", "conflicts", "--settle", "1", "--take", "2")
    assert listed() == 0
    call("undo")
    assert listed() == 1


async def test_a_long_value_is_scrolled_by_keys(met: Desk, opened: Opened) -> None:
    """In a small terminal the end of a long note that differs comes up by keys, and its beginning again."""
    long = " ".join(f"word{number}" for number in range(200))
    with (
        met.library("ann") as ann,
        Library.open(met.folder / "laptop.db", "ann", create=True, clock=met.tick, base=met.folder) as laptop,
    ):
        met.sync(laptop)
        for lib, note in ((ann, f"{long} desk"), (laptop, f"{long} train")):
            (own,) = tagging.annotations(lib)
            editing.note(lib, own.id, note)
        for lib in (ann, laptop, ann):
            met.sync(lib)
    async with opened("ann", SMALL) as pilot:
        await press(pilot, "&")
        before = shown(pilot)
        assert "word0 " in before and "word199" not in before
        await press(pilot, *["ctrl+d"] * 40)
        assert "word199" in shown(pilot)
        await press(pilot, *["ctrl+u"] * 40)
        assert shown(pilot) == before
        await press(pilot, "]")
        assert "value 2 of 2" in shown(pilot)
        assert "▌word0 " in shown(pilot)
        await press(pilot, "[")
        assert shown(pilot) == before


async def test_nobody_who_leaves_waits_for_the_hub(met: Desk, opened: Opened) -> None:
    """Whoever quits while a hub is asked that does not answer has left: nothing is at work for them any more."""
    with socket.create_server(("127.0.0.1", 0)) as silent, met.library("ben") as ben:
        port = silent.getsockname()[1]
        address = f"postgresql://ben@127.0.0.1:{port}/desk"
        with ben.store.together() as connection:
            connection.execute("UPDATE sync SET address = ?", (address,))
        async with opened("ben") as pilot:
            pilot.app.simulate_key("Y")
            met_there, _ = await asyncio.to_thread(silent.accept)
            await heard(pilot)
            at_work = [one for one in pilot.app.workers if not one.is_finished]
            assert "Asking the hub" in shown(pilot) and at_work
            # The program ends without waiting for a thread that is a daemon.
            assert [one.daemon for one in threading.enumerate() if one.name == "syncing"] == [True]
            pilot.app.simulate_key("q")
            await heard(pilot)
        met_there.close()
        assert all(one.is_finished for one in at_work)
        assert pilot.app.return_code == 0
    with met.library("ben") as ben:
        assert only(ben)
