"""A server of its own with visitors that are no browsers: WebSockets, and what comes through them."""

import asyncio
import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import aiohttp

PATIENCE = 30.0
"""Seconds after which what has not come is a failure."""
_CODES = re.compile(r"\x1b\[[0-9;?$<>]*[A-Za-z]|\x1b\][^\x07]*\x07")


class House:
    """`reeread serve` in a process of its own."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "reeread", "serve", "--port", "0", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        assert self.process.stdout
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE)
        self.address = self.process.stdout.readline().decode().strip() if ready else ""
        if not self.address.startswith("http"):
            self.close()
            assert self.process.stderr
            raise AssertionError(self.process.stderr.read().decode())

    @property
    def origin(self) -> str:
        """Return the address without the token."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}"

    def readers(self) -> list[int]:
        """Return the processes of visitors."""
        found = subprocess.run(
            ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True, check=False
        )
        return [int(pid) for pid in found.stdout.split()]

    def end(self, by: signal.Signals = signal.SIGTERM) -> int:
        """End it, and return its exit code."""
        self.process.send_signal(by)
        return self.process.wait(PATIENCE)

    def close(self) -> None:
        """End it whatever it does, its visitors' processes too."""
        readers = self.readers()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        for pid in readers:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


class Visitor:
    """Somebody with a WebSocket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.seen = ""
        """All that was shown, without the codes that place and paint it."""
        self.told: list[Any] = []
        """What was said beside it."""

    async def press(self, keys: str) -> None:
        """Press keys, as a terminal sends them."""
        await self.socket.send_json(["stdin", keys])

    async def sees(self, *words: str) -> None:
        """Wait until all that was shown holds some words; what is painted anew may be but a part of a line."""
        async with asyncio.timeout(PATIENCE):
            while not all(word in self.seen for word in words):
                assert await self._hear(), (
                    f"closed before {words} came: {self.socket.close_code} {self.seen[-300:]}"
                )

    async def hears(self, kind: str) -> Any:
        """Wait until something is said beside what is shown."""
        async with asyncio.timeout(PATIENCE):
            while not (found := [what[1] for what in self.told if what[0] == kind]):
                assert await self._hear()
        return found[0]

    async def end(self) -> int | None:
        """Wait until the server ends the visit, and return the code that says why."""
        async with asyncio.timeout(PATIENCE):
            while await self._hear():
                pass
        return self.socket.close_code

    async def _hear(self) -> bool:
        """Take in one message; return whether it was one."""
        message = await self.socket.receive()
        if message.type is aiohttp.WSMsgType.BINARY:
            self.seen += _CODES.sub("", message.data.decode("utf-8", "replace"))
        elif message.type is aiohttp.WSMsgType.TEXT:
            self.told.append(json.loads(message.data))
        else:
            return False
        return True


async def let_in(http: aiohttp.ClientSession, house: House) -> None:
    """Come by the printed address, and keep the cookie."""
    async with http.get(house.address) as answer:
        assert answer.status == 200, await answer.text()


async def visit(http: aiohttp.ClientSession, house: House, *, width: int = 160, height: int = 50) -> Visitor:
    """Open a WebSocket as the page does."""
    address = f"{house.origin.replace('http', 'ws', 1)}/ws?width={width}&height={height}"
    return Visitor(await http.ws_connect(address, origin=house.origin))


async def until(true: Callable[[], bool]) -> None:
    """Wait until something is so: what a process does of itself takes a moment."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never was so"
        await asyncio.sleep(0.02)


def soon(true: Callable[[], bool]) -> None:
    """Wait until something is so that another process does."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never was so"
        time.sleep(0.05)


def gone(pid: int) -> bool:
    """Return whether a process has ended."""
    with suppress(ChildProcessError):
        os.waitpid(pid, os.WNOHANG)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return _is_dead(pid)


def _is_dead(pid: int) -> bool:
    """Return whether a process waits for a parent that does not ask: in a container nobody may."""
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
