"""The terms on which visitors come: where to, how many, for how long, and under which protection."""

import ipaddress
import socket
import ssl
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from reeread.model.errors import ReereadError, UsageError

_PORTS = {"http": 80, "https": 443}
_WARY = "Name --tls-cert and --tls-key, or say --insecure if the way there is protected otherwise."


class Terms(NamedTuple):
    """What `reeread serve` was asked for."""

    library: Path
    author: str
    """Under whose name all visitors write."""
    host: str = "127.0.0.1"
    port: int = 8000
    """0 for any that is free."""
    public_url: str = ""
    """Where visitors find it, if another server stands before this one."""
    read_only: bool = False
    limit: int = 20
    """Visitors at once."""
    idle: float = 30.0
    """Minutes without a key after which a visit ends."""
    memory: int = 1024
    """Megabytes that the process of a visitor may take."""
    tls_cert: Path | None = None
    tls_key: Path | None = None
    insecure: bool = False

    @property
    def scheme(self) -> str:
        """Return "https" or "http", as this server speaks."""
        return "https" if self.tls_cert else "http"

    @property
    def public(self) -> str:
        """Return the origin that visitors come by if another server stands before this one, else nothing."""
        if not self.public_url:
            return ""
        parts = urlsplit(self.public_url)
        return f"{parts.scheme}://{netloc(parts.scheme, parts.hostname or '', parts.port)}"

    @property
    def is_private(self) -> bool:
        """Return whether what goes to the visitors' browsers is encrypted."""
        return self.scheme == "https" or self.public.startswith("https:")

    @property
    def is_everywhere(self) -> bool:
        """Return whether it listens on every address of the machine."""
        try:
            return ipaddress.ip_address(self.host).is_unspecified
        except ValueError:
            return False

    def check(self) -> None:
        """Look whether the terms fit together.

        Raises:
            UsageError: They do not; the message says what would.
        """
        if bool(self.tls_cert) != bool(self.tls_key):
            raise UsageError("A certificate and its key belong together.", next_step=_WARY)
        if not (self.tls_cert or self.insecure or stays_here(self.host)):
            raise UsageError(
                f"{self.host} can be reached from other machines, and what is read and the token would go there"
                " unencrypted.",
                next_step=_WARY,
            )
        if self.public_url:
            self._check_public()

    def context(self) -> ssl.SSLContext | None:
        """Return what encrypts, None without a certificate.

        Raises:
            ReereadError: Certificate or key cannot be used.
        """
        if self.tls_cert is None:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        try:
            context.load_cert_chain(self.tls_cert, self.tls_key)
        except (OSError, ssl.SSLError) as error:
            raise ReereadError(
                f"This certificate cannot be used with its key ({error.strerror or error}).",
                str(self.tls_cert),
                "Both are files in PEM format.",
            ) from error
        return context

    def _check_public(self) -> None:
        try:
            parts = urlsplit(self.public_url)
            whole = parts.scheme in _PORTS and bool(parts.hostname) and (parts.port or 1) > 0
        except ValueError:
            whole = False
        if not whole or parts.path.strip("/") or parts.query or parts.fragment or parts.username:
            raise UsageError(
                f"{self.public_url} is no address to be found under.",
                next_step="It is like https://reading.example, without a path.",
            )


def netloc(scheme: str, host: str, port: int | None) -> str:
    """Return host and port as a browser names them: in small letters, and without a port that goes without saying."""
    named = f"[{host}]" if ":" in host else host
    return named.lower() if port in (None, _PORTS[scheme]) else f"{named.lower()}:{port}"


def stays_here(host: str) -> bool:
    """Return whether nobody but this machine reaches what listens on a host."""
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(ipaddress.ip_address(str(one[4][0]).partition("%")[0]).is_loopback for one in found)
