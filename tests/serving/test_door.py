"""Who is let in."""

import socket
from http.cookies import SimpleCookie
from pathlib import Path

import aiohttp
import pytest
from serving.conftest import Open
from serving.house import House, let_in, visit

PATHS = ("/", "/kept/page.js", "/kept/textual.js", "/kept/upright.ttf", "/download/x", "/ws", "/nothing")
ABROAD = "http://elsewhere.example"


@pytest.fixture
def house(opened: Open) -> House:
    """Return a server as it is without options."""
    return opened()


async def status(http: aiohttp.ClientSession, address: str, **headers: str) -> int:
    """Return the status of an answer, redirections not followed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    async with http.get(address, headers=named, allow_redirects=False) as answer:
        return answer.status


async def knocks(http: aiohttp.ClientSession, house: House, **headers: str) -> int:
    """Return the status with which a WebSocket is refused, 101 if it is not."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    try:
        async with http.ws_connect(f"{house.origin}/ws", headers=named):
            return 101
    except aiohttp.WSServerHandshakeError as refused:
        return refused.status


async def test_without_token_there_is_nothing(house: House, http: aiohttp.ClientSession) -> None:
    """Page, files, downloads and WebSocket are refused to who has neither token nor cookie, or a wrong one."""
    origin = house.origin
    assert {path: await status(http, f"{origin}{path}") for path in PATHS} == dict.fromkeys(PATHS, 403)
    assert await status(http, f"{origin}/?token=") == 403
    assert await status(http, f"{origin}/?token=wrong") == 403
    assert await status(http, f"{origin}/?token=%FF") == 403
    assert await status(http, f"{house.address}x") == 403
    port = origin.rpartition(":")[2]
    assert await status(http, f"{origin}/", Cookie=f"reeread-{port}=wrong") == 403
    assert await knocks(http, house, Origin=origin) == 403
    assert house.readers() == []


async def test_who_is_refused_is_counted(house: House, http: aiohttp.ClientSession) -> None:
    """The server says how many were refused and why: of the first at once, of the rest together when it ends."""
    for _ in range(20):
        await status(http, f"{house.origin}/")
    await status(http, f"{house.address}x")
    await status(http, f"{house.origin}/", Host="elsewhere.example")
    # It asks again from here, and is refused then.
    await status(http, f"{house.origin}/", Sec_Fetch_Site="cross-site", Sec_Fetch_Dest="document")
    await let_in(http, house)
    await status(http, f"{house.origin}/kept/page.js", Origin=ABROAD)
    house.end()
    assert house.process.stderr
    said = house.process.stderr.read().decode().splitlines()
    assert said == [
        "1 request was refused: without the token.",
        "22 requests were refused: 19 without the token, 1 with a wrong token, 1 under another name, 1 from another page.",
    ]


async def test_the_token_becomes_a_cookie(house: House, http: aiohttp.ClientSession) -> None:
    """The printed address leads to one without the token; the cookie is for this site only, and no script reads it."""
    async with http.get(house.address, allow_redirects=False) as answer:
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        cookie = SimpleCookie(answer.headers["Set-Cookie"])
    (held,) = cookie.values()
    assert held["httponly"] and held["samesite"] == "Strict" and held["path"] == "/"
    assert held.value not in house.address
    assert {path: await status(http, f"{house.origin}{path}") for path in PATHS[:4]} == dict.fromkeys(
        PATHS[:4], 200
    )
    assert await status(http, f"{house.origin}/download/x") == 404
    assert await status(http, f"{house.origin}/kept/..%2fserver.py") == 404


async def test_every_answer_is_dressed(house: House, http: aiohttp.ClientSession) -> None:
    """Nothing may frame, sniff, embed or tell of what is answered, whether it was let in or not."""
    for path in (
        house.address,
        f"{house.origin}/",
        f"{house.origin}/nothing",
        f"{house.origin}/kept/page.js",
    ):
        for session in (http, aiohttp.ClientSession()):
            async with session.get(path) as answer:
                headers = answer.headers
                policy = headers["Content-Security-Policy"]
                assert "frame-ancestors 'none'" in policy and "default-src 'none'" in policy
                assert "unsafe" not in policy and "*" not in policy
                assert headers["Referrer-Policy"] == "no-referrer"
                assert headers["X-Frame-Options"] == "DENY"
                assert headers["X-Content-Type-Options"] == "nosniff"
                assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
                assert "Server" not in headers
            if session is not http:
                await session.close()


async def test_another_name_is_refused(house: House, http: aiohttp.ClientSession) -> None:
    """A page whose name was turned to our address gets nothing, even with token and cookie."""
    await let_in(http, house)
    port = house.origin.rpartition(":")[2]
    for name in (
        f"elsewhere.example:{port}",
        "elsewhere.example",
        "",
        "127.0.0.1",
        f"127.0.0.1.nip.example:{port}",
    ):
        assert await status(http, house.address, Host=name) == 421
        assert await status(http, f"{house.origin}/", Host=name) == 421
        assert await knocks(http, house, Host=name, Origin=f"http://{name}") == 421
    assert await status(http, f"{house.origin}/", Host=f"localhost:{port}") == 200


async def test_another_page_is_refused(house: House, http: aiohttp.ClientSession) -> None:
    """What another page asks for, cookie and all, is refused; only a link from there may lead here."""
    await let_in(http, house)
    assert await status(http, f"{house.origin}/", Origin=ABROAD) == 403
    assert await status(http, f"{house.origin}/", Origin="null") == 403
    for site in ("cross-site", "same-site"):
        assert await status(http, f"{house.origin}/", Sec_Fetch_Site=site, Sec_Fetch_Dest="empty") == 403
        assert await status(http, f"{house.origin}/", Sec_Fetch_Site=site, Sec_Fetch_Dest="iframe") == 403
        assert await status(http, f"{house.origin}/kept/page.js", Sec_Fetch_Site=site) == 403
        assert await status(http, f"{house.origin}/", Sec_Fetch_Site=site, Sec_Fetch_Dest="document") == 200
    for origin in (ABROAD, "null", house.origin.replace("http", "https"), f"{house.origin}0", ""):
        assert await knocks(http, house, Origin=origin) == 403
    assert await knocks(http, house) == 403
    assert house.readers() == []
    assert await knocks(http, house, Origin=house.origin) == 101


async def test_another_server_may_stand_before(opened: Open, http: aiohttp.ClientSession) -> None:
    """With its address named, what comes by that name is let in, and the cookie wants encryption."""
    port = free_port()
    house = opened("--port", str(port), "--public-url", "https://Reading.example/")
    assert house.address.startswith("https://reading.example/?token=")
    here = f"http://127.0.0.1:{port}"
    token = house.address.partition("?")[2]
    async with http.get(
        f"{here}/?{token}", headers={"Host": "reading.example"}, allow_redirects=False
    ) as answer:
        assert answer.status == 303
        held = answer.headers["Set-Cookie"]
    assert held.startswith("__Host-reeread-") and "Secure" in held
    cookie = held.partition(";")[0]
    for host in ("reading.example", f"127.0.0.1:{port}"):
        headers = {"Host": host, "Origin": "https://reading.example", "Cookie": cookie}
        async with http.ws_connect(f"{here}/ws", headers=headers) as opened_socket:
            assert not opened_socket.closed
    assert await status(http, f"{here}/", Host="elsewhere.example", Cookie=cookie) == 421


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


async def test_encrypted(opened: Open, http: aiohttp.ClientSession, certificate: tuple[Path, Path]) -> None:
    """With a certificate the page and the WebSocket are encrypted, on every address, and so is the way of the cookie."""
    import ssl

    house = opened("--host", "0.0.0.0", "--tls-cert", str(certificate[0]), "--tls-key", str(certificate[1]))
    assert house.address.startswith("https://")
    port = house.origin.rpartition(":")[2]
    trust = ssl.create_default_context(cafile=certificate[0])
    token = house.address.partition("?")[2]
    here = f"https://localhost:{port}"
    async with http.get(f"{here}/?{token}", ssl=trust, allow_redirects=False) as answer:
        assert "Secure" in answer.headers["Set-Cookie"]
    async with http.get(f"{here}/", ssl=trust) as answer:
        assert f"wss://localhost:{port}" in answer.headers["Content-Security-Policy"]
    async with http.ws_connect(
        f"wss://localhost:{port}/ws", ssl=trust, headers={"Origin": here}
    ) as encrypted:
        assert not encrypted.closed


async def test_a_full_house_says_so(opened: Open, http: aiohttp.ClientSession) -> None:
    """Who comes when all places are taken sees a plain page, and gets no process; a place that is free again serves."""
    house = opened("--limit", "1")
    await let_in(http, house)
    first = await visit(http, house)
    await first.sees("reeread")
    async with http.get(f"{house.origin}/") as answer:
        assert answer.status == 503
        assert "All places are taken" in await answer.text()
    second = await visit(http, house)
    await first.socket.close()
    await second.sees("reeread")
    assert len(house.readers()) == 1
