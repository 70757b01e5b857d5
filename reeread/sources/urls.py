"""Sources by address: fetched once, from no machine that only this one can reach, within limits."""

import ipaddress
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from reeread.extras import needed
from reeread.model.errors import SourceError
from reeread.sources.addresses import is_web
from reeread.text.credentials import public

_MOST_HOPS = 8
_SECONDS, _SECONDS_IN_ALL = 15.0, 60.0
_MOST_TRIED = 4
_HOPS = (301, 302, 303, 307, 308)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; reeread)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/pdf,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
_PACKINGS = ("", "identity", "gzip", "deflate", "x-gzip")
_FORMATS = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/rdf+xml": "feed",
    "text/markdown": "markdown",
    "application/epub+zip": "epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "message/rfc822": "mail",
    "application/mbox": "mbox",
    "multipart/related": "mhtml",
}
_NOT_TEXT = ("image/", "audio/", "video/", "font/")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave."""

    raw: bytes
    address: str
    """Where it was found in the end."""
    format: str | None
    """What the server says that it is, None if that says little."""
    encoding: str | None
    """The charset that the server names, if the bytes are of it."""


def fetch(address: str, *, max_size: int, private: bool = False) -> Fetched:
    """Return what is found at an address of http or https.

    Args:
        address: Where to begin; up to eight redirections are followed, each checked as the first.
        max_size: In bytes, unpacked.
        private: Whether private and loopback addresses are allowed.

    Raises:
        SourceError: It cannot be had, is refused or too large, or httpx is not installed.
    """
    with needed("web", "An address"):
        import httpx
    deadline = time.monotonic() + _SECONDS_IN_ALL
    place = address
    try:
        with httpx.Client(
            headers=_HEADERS, timeout=_SECONDS, trust_env=False, follow_redirects=False
        ) as client:
            for _ in range(_MOST_HOPS + 1):
                if not is_web(place):
                    raise SourceError("leads to what is no address of http or https.", address)
                with closing(_asked(client, httpx.URL(place), private)) as response:
                    if response.status_code not in _HOPS or "location" not in response.headers:
                        return _taken(response, place, max_size, deadline)
                    there = httpx.URL(place).join(response.headers["location"]).copy_with(fragment=None)
                    place = public(str(there))
    except httpx.TimeoutException as error:
        raise _late(address) from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError, OSError) as error:
        raise SourceError(
            f"cannot be fetched: {str(error)[:200] or type(error).__name__}.", address
        ) from error
    except SourceError as error:
        raise SourceError(error.what, address, error.next_step) from error
    raise SourceError(f"was redirected more than {_MOST_HOPS} times.", address)


def _asked(client: Any, url: Any, private: bool) -> Any:
    """Return the response of the machine that the name stands for now: it is looked up once and connected to as found."""
    import httpx

    places = list(_places(url.host, url.port or (443 if url.scheme == "https" else 80), private))
    for number, place in enumerate(places, 1):
        request = client.build_request(
            "GET",
            url.copy_with(host=place),
            headers={"Host": url.netloc.decode("ascii")},
            extensions={"sni_hostname": url.raw_host.decode("ascii")},
        )
        try:
            return client.send(request, stream=True)
        except httpx.ConnectError:
            if number == len(places):
                raise
    raise SourceError("has a name that no machine has.")


def _places(host: str, port: int, private: bool) -> Iterator[str]:
    """Yield the numeric addresses of a name. Raises SourceError if one of them is refused."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise SourceError(
            "has a name that no machine has.", next_step="Check it, and the connection."
        ) from error
    places = list(dict.fromkeys(str(one[4][0]) for one in found))
    for place in places:
        if not private and not is_public(place):
            raise SourceError(
                f"is on a private network ({place}).", next_step="--allow-private fetches it all the same."
            )
    yield from places[:_MOST_TRIED]


def is_public(place: str) -> bool:
    """Return whether a numeric address is one of the open internet, whichever way it is written."""
    found = ipaddress.ip_address(place)
    inner: list[ipaddress.IPv4Address | ipaddress.IPv6Address] = [found]
    if isinstance(found, ipaddress.IPv6Address):
        embedded = (found.ipv4_mapped, found.sixtofour, *(found.teredo or ()))
        inner.extend(one for one in embedded if one is not None)
        if found in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF))
    if len(inner) > 1:
        inner = inner[1:]
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in inner)


def _taken(response: Any, place: str, max_size: int, deadline: float) -> Fetched:
    """Return the body of the last response. Raises SourceError for one that is none, or is too large or too slow."""
    if response.status_code != 200:
        raise SourceError(f"was refused by its server: {response.status_code} {response.reason_phrase}.")
    if response.headers.get("content-encoding", "").strip().lower() not in _PACKINGS:
        raise SourceError("is packed in a way that was not asked for.")
    kind, _, rest = response.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind.startswith(_NOT_TEXT):
        raise SourceError(f"is no text but {kind}.")
    declared = response.headers.get("content-length", "")
    pieces, size = [], int(declared) if declared.isdecimal() else 0
    if size <= max_size:
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            pieces.append(piece)
            if size > max_size:
                break
            if time.monotonic() > deadline:
                raise _late(place)
    if size > max_size:
        raise SourceError(f"is larger than {max_size:,} bytes.", next_step="Raise the limit with --max-size.")
    raw = b"".join(pieces)
    charset = rest.partition("charset=")[2].split(";")[0].strip(" \"'")
    return Fetched(raw, place, _FORMATS.get(kind), charset if _fits(raw, charset) else None)


def _fits(raw: bytes, charset: str) -> bool:
    try:
        return bool(charset) and isinstance(raw.decode(charset), str)
    except (LookupError, UnicodeError, ValueError, AttributeError):
        return False


def _late(place: str) -> SourceError:
    return SourceError("took too long to answer.", place, "Try again later.")
