"""Programs that end in their own way, in the place of the reader."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from serving.house import gone
from textual_serve.download_manager import DownloadManager

from reeread.serving import visit
from reeread.serving.farewell import MEMORY, Farewell
from reeread.serving.terms import Terms

READY = "import sys, time; print('__GANGLION__', flush=True); "
HARD_OF_HEARING = (
    "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN);"
    f"{READY} sys.stdout.buffer.write(b'D' + bytes(4)); sys.stdout.flush(); time.sleep(600)"
)
TALKATIVE = READY + "\nwhile True: sys.stdout.buffer.write(b'D' + (65536).to_bytes(4, 'big') + bytes(65536))"


class Socket:
    """A browser that says nothing, until it is gone."""

    def __init__(self) -> None:
        self.gone = asyncio.Event()

    async def send_bytes(self, _: bytes) -> None:
        """Take what is shown, until nobody takes it any more."""
        self.gone.set()
        await asyncio.Event().wait()

    async def send_str(self, _: str) -> None:
        """Hear nothing."""

    async def close(self, **_: Any) -> None:
        """Be closed."""

    async def __aiter__(self) -> AsyncIterator[None]:
        """Yield nothing, for as long as it is there."""
        await self.gone.wait()
        for message in ():
            yield message


class Played(visit.Visit):
    """A visit with another program."""

    def __init__(self, code: str, socket: Socket, idle: float) -> None:
        terms = Terms(Path("library.db"), "ana", idle=idle)
        super().__init__(terms, socket, DownloadManager())  # type: ignore[arg-type]
        self._code = code

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", self._code), stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
        )
        self._stdin = self._process.stdin
        return self._process


async def last(code: str, socket: Socket, *, idle: float = 1.0) -> tuple[Farewell, list[str]]:
    """Return how a visit with a program ended, and what was told of it; the program has ended then."""
    told: list[str] = []
    played = Played(code, socket, idle)
    async with asyncio.timeout(30):
        farewell = await played.last(80, 24, told.append)
    assert played._process and gone(played._process.pid)
    return farewell, told


@pytest.mark.parametrize(
    ("code", "farewell", "told"),
    [
        (f"{READY} sys.exit(0)", Farewell.LEFT, []),
        (f"{READY} sys.exit({MEMORY})", Farewell.MEMORY, []),
        (
            f"{READY} raise ValueError('\\x1b[2Jof the library')",
            Farewell.FAILED,
            ["ValueError: ␛[2Jof the library"],
        ),
        (
            "import nothing_of_that_name",
            Farewell.FAILED,
            ["ModuleNotFoundError: No module named 'nothing_of_that_name'"],
        ),
    ],
    ids=["left", "memory", "failed", "no program"],
)
async def test_how_a_program_ended_is_known(code: str, farewell: Farewell, told: list[str]) -> None:
    """Its exit code says whether it was left, ran out of memory or failed; what it complains of is told in one safe line."""
    assert await last(code, Socket()) == (farewell, told)


@pytest.mark.parametrize("code", [HARD_OF_HEARING, TALKATIVE], ids=["deaf", "talkative"])
async def test_a_program_that_does_not_end_is_ended(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that does not hear, or that nobody listens to, ends soon after its browser is gone."""
    monkeypatch.setattr(visit, "_PATIENCE", 0.5)
    assert (await last(code, Socket()))[0] is Farewell.GONE


async def test_who_is_away_too_long_is_told() -> None:
    """Without a key the visit ends after the minutes that were set, and the program with it."""
    assert (await last("import time; time.sleep(600)", Socket(), idle=0.001))[0] is Farewell.IDLE
