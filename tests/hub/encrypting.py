"""A door before the server that speaks TLS, with certificates made for one test: the embedded server cannot."""

import socket
import ssl
import struct
import subprocess
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_ASKED = struct.pack("!II", 8, 80877103)
"""What libpq sends before anything else: may we encrypt?"""
_SECONDS = 30


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, which is its own root."""

    file: Path
    key: Path


def certificate(openssl: str, folder: Path, name: str, host: str) -> Certificate:
    """Return a certificate made for a host."""
    made = Certificate(folder / f"{name}.pem", folder / f"{name}.key")
    command = [
        openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", f"/CN={host}", "-addext", f"subjectAltName=DNS:{host}", "-out", made.file, "-keyout", made.key,
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    return made


@dataclass
class Door:
    """A port of this machine behind which a server is, encrypted or, without a certificate, never."""

    server: int
    shown: Certificate | None
    heard: list[bytes] = field(default_factory=list)
    """What clients said first, once they had agreed on how to speak."""

    def __enter__(self) -> "Door":
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._thread.join(_SECONDS)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                threading.Thread(target=self._let_in, args=(client,), daemon=True).start()

    def _let_in(self, client: socket.socket) -> None:
        client.settimeout(_SECONDS)
        with suppress(OSError), client:
            if client.recv(len(_ASKED), socket.MSG_WAITALL) != _ASKED:
                return
            if self.shown is None:
                client.sendall(b"N")
                if said := client.recv(65_536):
                    self.heard.append(said)
                return
            client.sendall(b"S")
            terms = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            terms.load_cert_chain(self.shown.file, self.shown.key)
            terms.set_alpn_protocols(["postgresql"])
            with terms.wrap_socket(client, server_side=True) as safe:
                if not (said := safe.recv(65_536)):
                    return
                self.heard.append(said)
                with socket.create_connection(("127.0.0.1", self.server), _SECONDS) as server:
                    server.sendall(said)
                    _pass_on(safe, server)


def _pass_on(client: ssl.SSLSocket, server: socket.socket) -> None:
    """Pass on bytes in both directions until one has no more to say: one thread, for TLS cannot be read and written in two."""
    import select

    while True:
        ready = [client] if client.pending() else select.select([client, server], [], [], _SECONDS)[0]
        if not ready:
            return
        for one in ready:
            said = one.recv(65_536)
            if not said:
                return
            (server if one is client else client).sendall(said)
