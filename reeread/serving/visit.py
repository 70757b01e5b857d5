"""One visitor: a WebSocket, the process that reads for it, and the end of both."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from aiohttp import WSMsgType, web
from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from reeread.serving.farewell import MEMORY, Farewell
from reeread.serving.terms import Terms
from reeread.text.display import line

_READY = b"__GANGLION__\n"
_PATIENCE = 5.0
"""Seconds that a process has to end by itself before it is ended."""
_WIDEST, _HIGHEST = 1000, 500
"""Cells that a window may have; a browser that says more is none."""
_COMPLAINT = 2**16
"""Bytes kept of what a process says as it fails."""


class Visit(AppService):
    """The process of one visitor, in a session of its own: nothing but this server sends signals to it.

    Textual-serve's service speaks with the program; how it is started, watched and ended is ours.
    """

    def __init__(self, terms: Terms, socket: web.WebSocketResponse, downloads: DownloadManager) -> None:
        super().__init__(
            "",
            write_bytes=socket.send_bytes,
            write_str=socket.send_str,
            close=self._closed_by_program,
            download_manager=downloads,
        )
        self._terms = terms
        self._socket = socket
        self._over = asyncio.Event()
        self._pressed = 0.0
        self._left = False
        """Whether the program says that it is about to end."""

    async def _closed_by_program(self) -> None:
        """Do nothing: how a visit ends is seen elsewhere."""

    async def last(self, width: int, height: int, tell: Callable[[str], None]) -> Farewell:
        """Let the visitor read until somebody has enough, and return who that was; the process has ended then.

        Args:
            width: Columns of the window.
            height: Rows of it.
            tell: Is told what the program says as it fails.
        """
        process = await self._open_app_process(*_fitting(width, height))
        complaint = asyncio.create_task(_rest(process))
        ways: dict[asyncio.Task[None], Farewell] = {}
        for way, farewell in (
            (self._from_program(process), Farewell.FAILED),
            (self._from_browser(), Farewell.GONE),
            (self._watch(), Farewell.IDLE),
            (self._wait_for_end(), Farewell.OVER),
        ):
            ways[asyncio.create_task(way)] = farewell
        try:
            done, _ = await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            ending = self._left or any(task.done() for task in ways if ways[task] is Farewell.FAILED)
            for task in ways:
                task.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            await self._end(process, asked=not ending)
            await self._download_manager.cancel_app_downloads(self.app_service_id)
        await asyncio.wait({complaint}, timeout=_PATIENCE)
        if complaint.done() and complaint.result() and process.returncode not in (0, -signal.SIGHUP):
            tell(line(complaint.result().decode("utf-8", "replace").strip().rpartition("\n")[2]))
        farewell = min(ways[way] for way in done)
        if farewell is Farewell.FAILED:
            return {0: Farewell.LEFT, MEMORY: Farewell.MEMORY}.get(process.returncode or 0, farewell)
        return farewell

    def dismiss(self) -> None:
        """End the visit: the server does."""
        self._over.set()

    def _build_environment(self, width: int = 80, height: int = 24) -> dict[str, str]:
        """Return the environment of the process: ours, a driver that ends with us, and nobody's colour settings."""
        environment = super()._build_environment(width, height)
        environment["TEXTUAL_DRIVER"] = "reeread.serving.wire:Wire"
        environment["COLORTERM"] = "truecolor"
        environment.pop("NO_COLOR", None)
        return environment

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        terms = self._terms
        asked = {
            "library": os.fspath(terms.library),
            "author": terms.author,
            "read_only": terms.read_only,
            "memory": terms.memory,
        }
        self._process = process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "reeread.serving.guest", json.dumps(asked)),
            stdin=PIPE,
            stdout=PIPE,
            stderr=PIPE,
            env=self._build_environment(width, height),
            start_new_session=True,
        )
        self._stdin = process.stdin
        return process

    async def _from_program(self, process: Process) -> None:
        """Hand on what the program says until it says no more."""
        assert process.stdout
        read = process.stdout.readexactly
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            if await process.stdout.readline() != _READY:
                return
            while True:
                kind, size = await read(1), int.from_bytes(await read(4), "big")
                payload = await read(size)
                if kind == b"D":
                    await self.on_data(payload)
                elif kind == b"P":
                    await self.on_packed(payload)
                else:
                    await self.on_meta(payload)

    async def on_meta(self, data: bytes) -> None:
        """Hand on what the program says of itself; where it leads is for nobody to be led to."""
        match json.loads(data)["type"]:
            case "exit":
                self._left = True
            case "deliver_file_start":
                await super().on_meta(data)

    async def _from_browser(self) -> None:
        """Hand on keys and sizes until the browser is gone, or says what no page of ours says."""
        self._pressed = asyncio.get_running_loop().time()
        async for message in self._socket:
            if message.type is not WSMsgType.TEXT:
                return
            try:
                kind, *what = json.loads(message.data)
                await self._hand_on(str(kind), what[0] if what else None)
            except (ValueError, TypeError, KeyError, AttributeError):
                return

    async def _hand_on(self, kind: str, what: Any) -> None:
        match kind:
            case "stdin":
                self._pressed = asyncio.get_running_loop().time()
                await self.send_bytes(what.encode("utf-8", "replace"))
            case "resize":
                await self.set_terminal_size(*_fitting(what["width"], what["height"]))
            case "ping":
                await self._socket.send_json(["pong", str(what)[:64]])

    async def _watch(self) -> None:
        """Wait until no key was pressed for too long."""
        loop = asyncio.get_running_loop()
        self._pressed = loop.time()
        while (left := self._pressed + self._terms.idle * 60 - loop.time()) > 0:
            await asyncio.sleep(left)

    async def _wait_for_end(self) -> None:
        await self._over.wait()

    async def _end(self, process: Process, *, asked: bool) -> None:
        """End the process as a terminal that is gone would, so that drafts are kept; what does not end is ended.

        Args:
            process: The process.
            asked: Whether it has to be asked, because it is not about to end by itself.
        """
        assert process.stdin and process.stdout
        with suppress(ProcessLookupError):
            if asked and process.returncode is None:
                os.killpg(process.pid, signal.SIGHUP)
        try:
            async with asyncio.timeout(_PATIENCE):
                while await process.stdout.read(2**16):
                    pass  # a program that nobody listens to could not end
                await process.wait()
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            await process.wait()
        finally:
            process.stdin.close()


async def _rest(process: Process) -> bytes:
    """Return the last of what a process complains of."""
    assert process.stderr
    kept = b""
    while part := await process.stderr.read(2**12):
        kept = (kept + part)[-_COMPLAINT:]
    return kept


def _fitting(width: Any, height: Any) -> tuple[int, int]:
    """Return a size that a window can have; raises ValueError or TypeError for what is no size."""
    return min(max(int(width), 1), _WIDEST), min(max(int(height), 1), _HIGHEST)
