"""Servers for the tests, and browsers' cookies without a browser."""

import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import aiohttp
import pytest
from serving.house import House

Open = Callable[..., House]


@pytest.fixture
def opened(seeded: Path) -> Iterator[Open]:
    """Return a function that starts a server over a library of the five seeds."""
    houses: list[House] = []

    def open_house(*arguments: str) -> House:
        houses.append(House(*arguments))
        return houses[-1]

    yield open_house
    for house in houses:
        house.close()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    """Return a client that keeps cookies of addresses, too."""
    timeout = aiohttp.ClientTimeout(total=60)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True), timeout=timeout) as session:
        yield session


@pytest.fixture
def certificate(needs: Callable[[str], str], tmp_path: Path) -> tuple[Path, Path]:
    """Return a certificate for localhost, and its key."""
    cert, key = tmp_path / "cert.pem", tmp_path / "key.pem"
    made = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    command = [needs("openssl"), *made, *named, "-out", str(cert), "-keyout", str(key)]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    return cert, key
