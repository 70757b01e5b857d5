"""Visits: a process each, and none that is left behind, however they end."""

import asyncio
import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import aiohttp
import pytest
from serving.conftest import Open
from serving.house import House, Visitor, gone, let_in, until, visit

from reeread import places
from reeread.serving.farewell import Farewell
from reeread.serving.guest import state_of

NOTE = "Asked the desk in Tokyo."
MANY = 20


async def test_twenty_visitors_at_once(opened: Open, http: aiohttp.ClientSession) -> None:
    """Each has a process, all read, and no process is left once they have gone, whether they quit or vanish."""
    house = opened("--limit", str(MANY))
    await let_in(http, house)
    visitors = await asyncio.gather(*(visit(http, house, width=80, height=24) for _ in range(MANY)))
    await asyncio.gather(*(one.sees("tab", "Japan") for one in visitors))
    readers = house.readers()
    assert len(set(readers)) == MANY
    async with http.get(f"{house.origin}/") as answer:
        assert answer.status == 503
    for one in visitors[: MANY // 2]:
        await one.press("q")
    assert await asyncio.gather(*(one.end() for one in visitors[: MANY // 2])) == [Farewell.LEFT] * (
        MANY // 2
    )
    await asyncio.gather(*(one.socket.close() for one in visitors[MANY // 2 :]))
    await until(lambda: all(map(gone, readers)) and house.readers() == [])
    house.process.terminate()
    await until(lambda: house.process.poll() is not None)
    assert house.process.returncode == 0


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda one: one.name)
async def test_all_end_with_the_server(by: signal.Signals, opened: Open, http: aiohttp.ClientSession) -> None:
    """A server that is told to end tells its visitors, and leaves no process behind."""
    house = opened()
    await let_in(http, house)
    visitors = [await visit(http, house) for _ in range(2)]
    for one in visitors:
        await one.sees("HIGHLIGHTS")
    readers = house.readers()
    house.process.send_signal(by)
    assert [await one.end() for one in visitors] == [Farewell.OVER] * 2
    await until(lambda: house.process.poll() is not None)
    assert house.process.returncode == 0
    assert all(map(gone, readers))


async def test_none_is_left_when_the_server_is_killed(opened: Open, http: aiohttp.ClientSession) -> None:
    """A server that ends without a word takes its visitors' processes along, and what they wrote is a draft."""
    house = opened()
    await let_in(http, house)
    _kept = await _writing(http, house)
    readers = house.readers()
    house.end(signal.SIGKILL)
    await until(lambda: all(map(gone, readers)))
    assert NOTE in _drafts()


async def test_what_was_being_written_is_a_draft(opened: Open, http: aiohttp.ClientSession) -> None:
    """Who closes the page in the middle of a note finds it as a draft, as when a terminal is closed."""
    house = opened()
    await let_in(http, house)
    one = await _writing(http, house)
    await one.socket.close()
    await until(lambda: house.readers() == [])
    assert NOTE in _drafts()
    again = await visit(http, house)
    await again.sees("Tokyo.")


async def test_nonsense_ends_the_visit(opened: Open, http: aiohttp.ClientSession) -> None:
    """What no page of ours would say ends the visit and its process, and the server serves on."""
    house = opened()
    await let_in(http, house)
    for said in ("{", "[]", "7", '["stdin"]', '["resize", {"width": "wide"}]', '["resize", 7]'):
        one = await visit(http, house)
        await one.socket.send_str(said)
        await one.end()
    one = await visit(http, house, width=10**9, height=10**9)
    await one.sees("HIGHLIGHTS")
    await one.socket.close()
    await until(lambda: house.readers() == [])


async def test_what_a_visitor_tags_is_in_the_library(
    opened: Open, http: aiohttp.ClientSession, seeded: Path
) -> None:
    """A tag of a visitor is a row under the name that the server was given."""
    house = opened("--author", "guest")
    await let_in(http, house)
    one = await visit(http, house)
    await one.sees("HIGHLIGHTS")
    await one.press("r")
    await one.sees("Tagged as risk")
    assert _rows(seeded) == [("guest", "risk")]


def test_each_name_is_remembered_apart() -> None:
    """Servers with names of their own share no theme and no places, nor with the reader of who serves, whatever the names are."""
    files = {state_of(name) for name in ("ana", "ben", "../state", "Дмитрий", "Ana")}
    assert len(files) == 5
    assert {one.parent for one in files} == {places.state_file().parent} and places.state_file() not in files


async def test_read_only(opened: Open, http: aiohttp.ClientSession, seeded: Path) -> None:
    """Every deed is refused in a plain line, no draft is kept, and the library is byte for byte what it was."""
    before = seeded.read_bytes()
    house = opened("--read-only")
    await let_in(http, house)
    one = await visit(http, house)
    await one.sees("HIGHLIGHTS", "read-only")
    await one.press("r")
    await one.sees("Nothing is kept")
    await one.press("m")
    await one.sees("ctrl+s")
    await one.press(NOTE)
    await one.socket.close()
    await until(lambda: house.readers() == [])
    house.process.terminate()
    await until(lambda: house.process.poll() is not None)
    assert house.process.returncode == 0
    assert seeded.read_bytes() == before
    assert sorted(path.name for path in seeded.parent.glob("library.db*")) == ["library.db"]
    assert _drafts() == ""


async def test_an_export_goes_to_the_browser(
    opened: Open, http: aiohttp.ClientSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a visitor exports is a download, and no file on the disk of the server."""
    monkeypatch.chdir(tmp_path)
    house = opened()
    await let_in(http, house)
    one = await visit(http, house)
    await one.sees("HIGHLIGHTS")
    await one.press("e")
    await one.sees("ctrl+s")
    await one.press("\x13")
    key = await one.hears("deliver_file_start")
    async with http.get(f"{house.origin}/download/{key}") as answer:
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
        assert answer.headers["Content-Disposition"].endswith(".md")
        text = (await answer.read()).decode()
    assert "Japan" in text and text.startswith("#")
    assert {path.name for path in tmp_path.iterdir()} - {"places"} <= {
        "library.db",
        "library.db-shm",
        "library.db-wal",
    }
    assert not list((tmp_path / "places").rglob("*.md"))
    async with http.get(f"{house.origin}/download/{key}") as answer:
        assert answer.status == 404


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not keep this limit")
def test_a_process_gets_no_more_memory_than_it_may() -> None:
    """Data beyond the limit is refused to the process of a visitor, and the machine is not asked for it."""
    code = "from reeread.serving import guest; guest._limit(256); bytearray({} * 2**20)"
    fits = subprocess.run([sys.executable, "-c", code.format(60)], capture_output=True, timeout=60)
    assert fits.returncode == 0
    bursts = subprocess.run([sys.executable, "-c", code.format(300)], capture_output=True, timeout=60)
    assert b"MemoryError" in bursts.stderr


async def _writing(http: aiohttp.ClientSession, house: House) -> Visitor:
    """Open the reader as a visitor who is in the middle of a note."""
    one = await visit(http, house)
    await one.sees("HIGHLIGHTS")
    await one.press("m")
    await one.sees("ctrl+s")
    await one.press(NOTE)
    await one.sees("Tokyo.")
    return one


def _rows(library: Path) -> list[tuple[str, str]]:
    """Return who tagged as what."""
    asked = "SELECT authors.name, tags.name FROM annotation_tags JOIN annotations ON annotations.id = annotation_id JOIN tags ON tags.id = tag_id JOIN authors ON authors.id = author_id"
    connection = sqlite3.connect(library)
    try:
        return connection.execute(asked).fetchall()
    finally:
        connection.close()


def _drafts() -> str:
    """Return the texts that were kept outside the library."""
    found = (places.state_file().parent / "drafts").glob("*.json")
    return "\n".join(json.loads(one.read_text("utf-8"))["text"] for one in found)
