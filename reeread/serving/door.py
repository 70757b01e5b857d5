"""The door: a request is let in that names us, comes from no other page, and has the token or the cookie."""

import hmac
import secrets
import socket
from collections.abc import Awaitable, Callable

from aiohttp import hdrs, web

from reeread.serving.terms import Terms, netloc, stays_here

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "token"
_FROM, _ELSEWHERE = "Sec-Fetch-Site", ("cross-site", "same-site")
_HERE = ("127.0.0.1", "localhost", "::1")

_ANEW = '<!doctype html><meta http-equiv="refresh" content="0">'
"""Asks again for the same page, now from a page of ours."""
_CLOSED = "This reading needs the whole address, with the token that `reeread serve` printed.\n"
_STRANGE = "This server does not go by that name. `reeread serve --public-url` gives it one more.\n"
_FOREIGN = "Another page asked for this.\n"

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
"""What a page may do and fetch unless it says more."""

_ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Content-Security-Policy": NOTHING,
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Door:
    """Lets requests in or refuses them.

    Args:
        terms: What was asked for.
        port: Where it listens.
        refused: Is told of each request that is refused why it was, e.g. "without the token".
    """

    def __init__(self, terms: Terms, port: int, refused: Callable[[str], None]) -> None:
        self.token = secrets.token_urlsafe(32)
        """Opens the door once; it is in the address that was printed."""
        self._secret = secrets.token_urlsafe(32)
        self._terms = terms
        self._port = port
        self._refused = refused
        # Cookies are shared by all ports of a machine; a name with __Host- is for this host alone.
        self._cookie = f"{'__Host-' if terms.is_private else ''}reeread-{port}"
        names = _HERE if stays_here(terms.host) else (socket.gethostname(), socket.getfqdn(), *_HERE)
        self._hosts = {netloc(terms.scheme, name, port) for name in (terms.host, *names)}
        self._hosts |= {terms.public.partition("://")[2]}

    @property
    def address(self) -> str:
        """Return the address that opens the door."""
        name = socket.gethostname() if self._terms.is_everywhere else self._terms.host
        origin = (
            self._terms.public or f"{self._terms.scheme}://{netloc(self._terms.scheme, name, self._port)}"
        )
        return f"{origin}/?{TOKEN}={self.token}"

    @web.middleware
    async def guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request that is let in; refuse any other without saying more than why."""
        if not self._is_named(request):
            return self._refusal(421, _STRANGE, "under another name")
        if not self._is_ours(request):
            return self._refusal(403, _FOREIGN, "from another page")
        if request.path == "/" and TOKEN in request.query:
            return self._opened(request)
        if not _same(request.cookies.get(self._cookie, ""), self._secret):
            return self._unknown(request)
        return await handler(request)

    async def dress(self, _: web.Request, response: web.StreamResponse) -> None:
        """Give every answer the headers that keep browsers from doing more with it than showing it."""
        for name, value in _ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.pop(hdrs.SERVER, None)

    def _opened(self, request: web.Request) -> web.Response:
        """Return the way in, without the token and with the cookie in its place."""
        if not _same(request.query[TOKEN], self.token):
            return self._refusal(403, _CLOSED, "with a wrong token")
        response = web.Response(status=303, headers={hdrs.LOCATION: "/"})
        response.set_cookie(
            self._cookie,
            self._secret,
            path="/",
            httponly=True,
            samesite="Strict",
            secure=self._terms.is_private,
        )
        return response

    def _unknown(self, request: web.Request) -> web.Response:
        """Return what somebody sees who has no cookie, or whose browser keeps it back because another page led here."""
        if request.path == "/" and request.headers.get(_FROM) in _ELSEWHERE:
            return web.Response(status=403, text=_ANEW, content_type="text/html")
        return self._refusal(403, _CLOSED, "without the token")

    def _refusal(self, status: int, text: str, why: str) -> web.Response:
        """Return a refusal, and tell of it."""
        self._refused(why)
        return web.Response(status=status, text=text)

    def _is_named(self, request: web.Request) -> bool:
        """Return whether a request names us: a page whose name was turned to our address names itself."""
        host = request.headers.get(hdrs.HOST, "").lower()
        return bool(host) and (host in self._hosts or host == self._reached(request))

    def _is_ours(self, request: web.Request) -> bool:
        """Return whether a request comes from no other page, unless that leads here as a link; a WebSocket must say so."""
        leads_here = request.path == "/" and request.headers.get("Sec-Fetch-Dest") == "document"
        if request.headers.get(_FROM) in _ELSEWHERE and not leads_here:
            return False
        origin = request.headers.get(hdrs.ORIGIN)
        if origin is None:
            return request.headers.get(hdrs.UPGRADE) is None
        own = f"{self._terms.scheme}://{request.headers.get(hdrs.HOST, '')}".lower()
        return origin.lower() in (own, self._terms.public or own)

    def _reached(self, request: web.Request) -> str:
        """Return the address of ours that a request came to."""
        there = request.transport.get_extra_info("sockname") if request.transport else None
        return netloc(self._terms.scheme, str(there[0]), self._port) if there else ""


def _same(given: str, secret: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogateescape"), secret.encode())
