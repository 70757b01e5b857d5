"""The server: the page, its files, and a visit for each WebSocket, until somebody ends it."""

import asyncio
import errno
import secrets
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote

import textual_serve
from aiohttp import web
from jinja2 import Environment
from textual_serve.download_manager import DownloadManager

from reeread.model.errors import ReereadError
from reeread.serving.door import NOTHING, Door
from reeread.serving.farewell import Farewell
from reeread.serving.refusals import Refusals
from reeread.serving.terms import Terms
from reeread.serving.visit import Visit

_OURS = Path(__file__).parent / "page"
_THEIRS = Path(str(files(textual_serve))) / "static"
_KEPT = {
    "page.css": _OURS / "page.css",
    "page.js": _OURS / "page.js",
    "icon.svg": _OURS / "icon.svg",
    "xterm.css": _THEIRS / "css" / "xterm.css",
    "textual.js": _THEIRS / "js" / "textual.js",
    "upright.ttf": _THEIRS / "fonts" / "RobotoMono-VariableFont_wght.ttf",
    "italic.ttf": _THEIRS / "fonts" / "RobotoMono-Italic-VariableFont_wght.ttf",
}
"""Everything that the page asks for; nothing comes from elsewhere."""

_LOOKS = "font-src 'self'; img-src 'self'"

_LARGEST = 2**20
"""Bytes of one message from a browser; what is pasted comes in one."""
_ANSWERED = 2.0
"""Seconds that a browser has to answer that it heard of the end."""
_LEAVING = 15.0
"""Seconds in which a visit ends once it has to, and so the longest that a visitor waits for the place of one who is
just leaving, as after loading the page anew."""

Say = Callable[[str], None]


class Server:
    """Serves the reader on the terms given.

    Args:
        terms: What was asked for, checked.
        say: Is told who comes, goes and is refused, a sentence at a time.
    """

    def __init__(self, terms: Terms, say: Say) -> None:
        self._terms = terms
        self._say = say
        self._downloads = DownloadManager()
        self._visits: set[Visit] = set()
        self._places = asyncio.Semaphore(terms.limit)
        self._ending = asyncio.Event()
        self._page = Environment(autoescape=True).from_string((_OURS / "page.html").read_text("utf-8"))
        self._full = (_OURS / "full.html").read_text("utf-8")

    async def run(self, opened: Say) -> None:
        """Serve until a signal ends it; no process of a visitor is left then.

        Args:
            opened: Is told the address once it can be visited.

        Raises:
            ReereadError: It cannot listen there.
        """
        loop = asyncio.get_running_loop()
        for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError):
                loop.add_signal_handler(one, self._ending.set)
        context, listening = self._terms.context(), self._listening()
        refusals = Refusals(self._say, loop.call_later)
        door = Door(self._terms, listening.getsockname()[1], refusals.count)
        app = web.Application(middlewares=[door.guard])
        app.on_response_prepare.append(door.dress)
        app.add_routes(
            [
                web.get("/", self._index),
                web.get("/kept/{name}", self._file),
                web.get("/download/{key}", self._download),
                web.get("/ws", self._visit),
            ]
        )
        # A visitor who is gone is noticed even while nothing is sent. Addresses, with the token, are not logged.
        runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=_LEAVING)
        await runner.setup()
        try:
            await web.SockSite(runner, listening, ssl_context=context).start()
            opened(door.address)
            await self._ending.wait()
        finally:
            for visit in self._visits:
                visit.dismiss()
            await runner.cleanup()
            refusals.tell()

    def _listening(self) -> socket.socket:
        """Return what listens where it was asked for."""
        host, port = self._terms.host, self._terms.port
        try:
            family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            return socket.create_server(address, family=family)
        except OSError as error:
            taken = error.errno == errno.EADDRINUSE
            raise ReereadError(
                f"{f'Port {port} is taken' if taken else f'It cannot listen there ({error.strerror})'}.",
                host,
                "`--port 0` takes one that is free." if taken else "Name another --host or --port.",
            ) from error

    async def _index(self, request: web.Request) -> web.Response:
        """Return the page, or say that all places are taken."""
        if self._places.locked():
            return web.Response(
                status=503,
                text=self._full,
                content_type="text/html",
                headers={"Content-Security-Policy": f"{NOTHING}; {_LOOKS}; style-src 'self'"},
            )
        nonce = secrets.token_urlsafe(16)
        # Old browsers do not count a WebSocket among what is our own.
        sockets = f"{'wss' if self._terms.scheme == 'https' else 'ws'}://{request.host}"
        if self._terms.public:
            sockets += f" {self._terms.public.replace('http', 'ws', 1)}"
        policy = (
            f"{NOTHING}; {_LOOKS}; script-src 'self'; style-src 'self' 'nonce-{nonce}';"
            f" connect-src 'self' {sockets}"
        )
        return web.Response(
            text=self._page.render(nonce=nonce),
            content_type="text/html",
            headers={"Content-Security-Policy": policy},
        )

    async def _file(self, request: web.Request) -> web.FileResponse:
        """Return a file that the page asks for."""
        path = _KEPT.get(request.match_info["name"])
        if path is None:
            raise web.HTTPNotFound
        return web.FileResponse(path, headers={"Cache-Control": "private, no-cache"})

    async def _download(self, request: web.Request) -> web.StreamResponse:
        """Return what a visitor exported, always as a file to keep and never as a page to show."""
        key = request.match_info["key"]
        try:
            wanted = await self._downloads.get_download_metadata(key)
        except KeyError:
            raise web.HTTPNotFound from None
        name = quote(wanted.file_name, safe="")
        response = web.StreamResponse(
            headers={
                "Content-Type": "application/octet-stream",
                "Content-Disposition": f"attachment; filename*=UTF-8''{name}",
            }
        )
        await response.prepare(request)
        async for part in self._downloads.download(key):
            await response.write(part)
        await response.write_eof()
        return response

    async def _visit(self, request: web.Request) -> web.WebSocketResponse:
        """Let a visitor read, and say why it ended."""
        browser = web.WebSocketResponse(timeout=_ANSWERED, heartbeat=15, max_msg_size=_LARGEST)
        await browser.prepare(request)
        farewell = Farewell.FULL
        with suppress(TimeoutError):
            async with asyncio.timeout(_LEAVING):
                await self._places.acquire()
            try:
                farewell = await self._read(request, browser)
            finally:
                self._places.release()
        words = farewell.words(
            idle=self._terms.idle, memory=self._terms.memory, read_only=self._terms.read_only
        )
        await browser.close(code=farewell, message=words.encode())
        return browser

    async def _read(self, request: web.Request, browser: web.WebSocketResponse) -> Farewell:
        """Let a visitor who has a place read."""
        if self._ending.is_set():
            return Farewell.OVER
        visit = Visit(self._terms, browser, self._downloads)
        self._visits.add(visit)
        self._say(f"A visitor came: {len(self._visits)} of {self._terms.limit}.")
        try:
            return await visit.last(_cells(request, "width", 80), _cells(request, "height", 24), self._failed)
        finally:
            self._visits.discard(visit)
            self._say(f"A visitor went: {len(self._visits)} of {self._terms.limit}.")

    def _failed(self, said: str) -> None:
        self._say(f"The reader of a visitor failed: {said}")


def _cells(request: web.Request, name: str, otherwise: int) -> int:
    """Return how many cells a window has, as the page says."""
    try:
        return int(request.query.get(name, ""))
    except ValueError:
        return otherwise
