"""Addresses: what is fetched, what is refused and how it is said; only from servers of the tests' own."""

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from reeread.model.errors import SourceError
from reeread.sources import urls
from reeread.sources.urls import fetch, is_public

PAGE = "<html><body><p>Wörter einer Seite.</p></body></html>".encode("cp1252")


class Pages(BaseHTTPRequestHandler):
    """A server of a few pages."""

    def do_GET(self) -> None:
        """Answer by the path."""
        path = self.path
        hops = {
            "/hop": "/page",
            "/file": "file:///etc/passwd",
            "/loop": "/loop",
            "/away": "http://127.0.0.2:1/",
        }
        if path in hops:
            return self.answer(302, b"", Location=hops[path])
        if path == "/packed":
            return self.answer(
                200, gzip.compress(b"x" * 100_000), Content_Encoding="gzip", Content_Type="text/plain"
            )
        if path == "/brotli":
            return self.answer(200, b"x", Content_Encoding="br")
        if path == "/picture":
            return self.answer(200, b"x", Content_Type="image/png")
        if path == "/host":
            return self.answer(
                200, self.headers["Host"].encode(), Content_Type="text/plain; charset=nonsense"
            )
        if path == "/page":
            return self.answer(200, PAGE, Content_Type='text/html; charset="windows-1252"')
        return self.answer(404, b"no")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        """Send a response."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Return the address of a server on this machine."""
    serving = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=serving.serve_forever, daemon=True).start()
    yield f"http://localhost:{serving.server_address[1]}"
    serving.shutdown()
    serving.server_close()


def test_a_page_comes_with_what_the_server_says_of_it(server: str) -> None:
    """Bytes, format and charset; a redirection is followed, and where it led is said."""
    found = fetch(server + "/hop", max_size=9999, private=True)
    assert (found.raw, found.format, found.encoding) == (PAGE, "html", "windows-1252")
    assert found.address == server + "/page"


def test_the_server_is_asked_by_its_name(server: str) -> None:
    """Though the number is connected to; a charset that there is not is none."""
    found = fetch(server + "/host", max_size=9999, private=True)
    assert (found.raw.decode(), found.encoding) == (server.removeprefix("http://"), None)


def test_a_private_address_is_refused(server: str) -> None:
    """The flag that allows it is named."""
    with pytest.raises(SourceError, match="--allow-private") as caught:
        fetch(server + "/page", max_size=9999)
    assert caught.value.where == server + "/page"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/file", "no address of http"),
        ("/loop", "redirected more than"),
        ("/none", "404"),
        ("/brotli", "packed in a way"),
        ("/picture", "image/png"),
        ("/packed", "--max-size"),
    ],
)
def test_what_cannot_be_taken_is_said(server: str, path: str, said: str) -> None:
    """Redirections to files or without end, failures, pictures, and what unpacks to more than the limit."""
    with pytest.raises(SourceError, match=said):
        fetch(server + path, max_size=9999, private=True)


def test_every_hop_is_checked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of the open internet cannot send the reader to a machine behind the door."""
    monkeypatch.setattr(urls, "is_public", lambda place: place in ("127.0.0.1", "::1"))
    assert fetch(server + "/page", max_size=9999).raw == PAGE
    with pytest.raises(SourceError, match=r"private network \(127\.0\.0\.2\)"):
        fetch(server + "/away", max_size=9999)


def test_a_name_is_looked_up_once(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was checked is what is connected to, whatever the name stands for a moment later."""
    asked = []
    look_up = socket.getaddrinfo

    def counted(host: str, *more: object, **named: object) -> object:
        asked.append(host)
        return look_up(host, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", counted)
    fetch(server + "/page", max_size=9999, private=True)
    assert asked.count("localhost") == 1


@pytest.mark.parametrize(
    "place",
    [
        *("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1"),
        *("224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("2002:7f00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe"),
    ],
)
def test_private_addresses_in_all_their_spellings(place: str) -> None:
    """Loopback, private, link-local, shared, multicast, and those wrapped in IPv6."""
    assert not is_public(place)


@pytest.mark.parametrize(
    "place", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"]
)
def test_public_addresses(place: str) -> None:
    """What anybody can reach."""
    assert is_public(place)


@pytest.mark.parametrize("address", ["http://nowhere.invalid/", "http://[::1", "http://a b/"])
def test_what_is_no_address_is_said(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that nobody has, and what cannot be read as an address."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(SourceError):
        fetch(address, max_size=9999, private=True)


def test_without_its_package_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what is missing and how to have it."""
    monkeypatch.setitem(__import__("sys").modules, "httpx", None)
    with pytest.raises(SourceError, match=r"pip install 'reeread\[web\]'"):
        fetch("http://nowhere.invalid/", max_size=9999)
