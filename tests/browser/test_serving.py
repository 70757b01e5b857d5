"""The reader in a real browser: what works there, and what other pages get of it."""

import http.server
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serving.house import House, soon
from textual.color import Color
from textual.theme import Theme

from reeread.screens.memory import Memory
from reeread.screens.themes import DARK, LIGHT
from reeread.serving.guest import state_of
from tests.browser.chromium import Chromium, Page

READS = "document.body.classList.contains('-first-byte')"
NEAR = " , EXCLUDE 127.0.0.1 , EXCLUDE localhost"
"""Rules by which a browser reaches this machine and nothing else."""


@pytest.fixture(scope="module")
def _near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium | None]:
    """Lend one browser that reaches this machine to all tests, if there is one."""
    program = shutil.which("chromium")
    browser = Chromium(program, NEAR) if program else None
    yield browser
    if browser:
        browser.close()


@pytest.fixture
def near(needs: Callable[[str], str], _near: Chromium | None) -> Chromium:
    """Return that browser; without Chromium the test is skipped, but never in CI."""
    needs("chromium")
    assert _near
    return _near


@pytest.fixture
def house(seeded: Path) -> Iterator[House]:
    """Return a server over a library of the five seeds."""
    served = House()
    yield served
    served.close()


@pytest.fixture
def elsewhere() -> Iterator[Callable[[str], str]]:
    """Return a function that serves a page from another origin, and returns the address of it on a host."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def serve(page: str, host: str = "127.0.0.1") -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        servers.append(http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://{host}:{servers[-1].server_address[1]}/"

    yield serve
    for server in servers:
        server.shutdown()
        server.server_close()


def holds(page: Page, script: str) -> bool:
    """Return whether an expression is true; of a page that is just being left nothing can be asked."""
    try:
        return bool(page.run(script))
    except AssertionError:
        return False


def tagged(library: Path) -> list[tuple[str, str]]:
    """Return the quotes that are tagged, each with its tag."""
    asked = (
        "SELECT exact, tags.name FROM annotation_tags JOIN annotations ON annotations.id = annotation_id"
        " JOIN tags ON tags.id = tag_id"
    )
    connection = sqlite3.connect(library)
    try:
        return connection.execute(asked).fetchall()
    finally:
        connection.close()


def test_open_read_and_tag(near: Chromium, house: House, seeded: Path) -> None:
    """The printed address opens the reader; `r` on a sentence is a row in the library, and `q` ends the visit in words."""
    page = near.page(house.address)
    try:
        page.until(READS)
        assert page.run("location.href") == f"{house.origin}/"
        assert page.run("document.title") == "reeread"
        soon(lambda: bool(house.readers()))
        page.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        page.press("j", "r")
        soon(lambda: bool(tagged(seeded)))
        ((quote, tag),) = tagged(seeded)
        assert tag == "risk" and quote
        page.press("q")
        page.until("document.body.classList.contains('-closed')")
        assert page.run("document.getElementById('why').textContent") == "You left the reader."
        soon(lambda: not house.readers())
    finally:
        page.close()


def test_nothing_comes_from_elsewhere(near: Chromium, house: House) -> None:
    """All that the page asks for is asked of its own server; the policy stops nothing of it, and the letters are there."""
    page = near.page(house.address)
    try:
        page.until(READS)
        asked = [one["request"]["url"] for one in page.told("Network.requestWillBeSent")]
        asked += [one["url"].replace("ws:", "http:") for one in page.told("Network.webSocketCreated")]
        assert len(asked) >= 8
        assert [url for url in asked if not url.startswith(f"{house.origin}/")] == []
        said = [one["entry"]["text"] for one in page.told("Log.entryAdded")]
        assert [text for text in said if "Content Security Policy" in text or "Failed to load" in text] == []
        assert page.told("Runtime.exceptionThrown") == []
        assert page.run("document.fonts.check('16px \"Roboto Mono\"')")
        assert page.run("document.querySelectorAll('style').length") == page.run(
            "[...document.querySelectorAll('style')].filter((one) => one.sheet && one.nonce).length"
        )
    finally:
        page.close()


def test_another_origin_gets_nothing(
    near: Chromium, house: House, elsewhere: Callable[[str], str], seeded: Path
) -> None:
    """A page of another port, to which the browser would even send the cookie, can neither fetch, embed, frame nor connect."""
    page = near.page(house.address)
    try:
        page.until(READS)
        page.call("Page.navigate", url=elsewhere("<p>elsewhere</p>"))
        soon(lambda: holds(page, "document.body && document.body.textContent.includes('elsewhere')"))
        soon(lambda: not house.readers())
        for mode in ("cors", "no-cors"):
            got = f"fetch('{house.origin}/', {{mode: '{mode}', credentials: 'include'}}).then((a) => a.text(), () => '')"
            assert page.run(got) == ""
        connects = (
            f"new Promise((done) => {{ const s = new WebSocket('{house.origin.replace('http', 'ws')}/ws');"
            " s.onopen = () => done('open'); s.onmessage = () => done('said'); s.onerror = () => done('refused') })"
        )
        assert page.run(connects) == "refused"
        loads = (
            "new Promise((done) => {{ const one = document.createElement('{0}'); one.src = '{1}';"
            " one.onload = () => done('loaded'); one.onerror = () => done('refused'); document.body.append(one) }})"
        )
        assert page.run(loads.format("script", f"{house.origin}/kept/page.js")) == "refused"
        assert page.run(loads.format("img", f"{house.origin}/kept/icon.svg")) == "refused"
        framed = loads.format("iframe", f"{house.origin}/").replace(
            "done('loaded')", "done(one.contentDocument)"
        )
        assert page.run(f"({framed}).then((inside) => inside === null)")
        assert house.readers() == []
        assert tagged(seeded) == []
    finally:
        page.close()


def test_a_link_from_elsewhere_leads_in(near: Chromium, house: House, elsewhere: Callable[..., str]) -> None:
    """Who follows the printed address from a page of another site, such as webmail, reads at once."""
    page = near.page(elsewhere(f"<a id=way href='{house.address}'>read this</a>", host="localhost"))
    try:
        page.run("document.getElementById('way').click()")
        soon(lambda: holds(page, f"location.origin === '{house.origin}' && {READS}"))
        assert page.run("location.search") == ""
        assert page.run("document.referrer") in ("", f"{house.origin}/")
    finally:
        page.close()


def test_without_the_token_there_is_nothing(near: Chromium, house: House) -> None:
    """A browser that comes without the token sees one sentence, and no process is started for it."""
    page = near.page(f"{house.origin}/")
    try:
        assert "needs the whole address" in page.run("document.body.textContent")
        assert house.readers() == []
    finally:
        page.close()


def test_an_export_is_a_download(near: Chromium, house: House, tmp_path: Path) -> None:
    """What a visitor exports comes into the browser's own folder, while the reading goes on."""
    kept = tmp_path / "downloads"
    kept.mkdir()
    page = near.page(house.address)
    try:
        page.until(READS)
        near.call(
            "Browser.setDownloadBehavior",
            behavior="allow",
            downloadPath=str(kept),
            browserContextId=page.context,
        )
        page.until("document.activeElement.classList.contains('xterm-helper-textarea')")
        page.press("e", "Tab", "Tab", "Enter")
        soon(lambda: any(one.suffix == ".md" for one in kept.iterdir()))
        (summary,) = list(kept.glob("*.md"))[:1]
        assert "Japan" in summary.read_text("utf-8")
        assert not page.run("document.body.classList.contains('-closed')")
    finally:
        page.close()


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_ground_is_that_of_the_theme_to_the_edge(near: Chromium, seeded: Path, theme: Theme) -> None:
    """What no cell covers, below the last row and at the right, has the ground of the visitors' theme."""
    memory = Memory.read(state_of("ana"))
    memory.theme = theme.name
    memory.write()
    house = House("--author", "ana")
    try:
        page = near.page(house.address, width=1283, height=907)
        page.until(READS)
        ground = Color.parse(theme.background or "").rgb
        page.until(
            f"getComputedStyle(document.querySelector('.xterm-viewport')).backgroundColor === 'rgb{ground}'"
        )
        edge = "document.elementsFromPoint({}).some((one) => one.classList.contains('xterm-viewport'))"
        assert page.run(edge.format("640, 906")) and page.run(edge.format("1282, 450"))
        bar = "(({offsetWidth, clientWidth}) => offsetWidth - clientWidth)(document.querySelector('.xterm-viewport'))"
        assert page.run(bar) == 0
        page.close()
    finally:
        house.close()


READY = "document.activeElement.classList.contains('xterm-helper-textarea')"
COPYING = "document.body.classList.contains('-copying')"
ONLY_BY_HAND = (
    "const really = document.execCommand.bind(document);"
    "document.execCommand = (what) => window.byHand === true && really(what);"
)
"""A browser whose old way of copying wants a hand that asks."""
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined });"
"""A browser that has no clipboard for scripts, as all are without encryption."""


def field(page: Page, text: str, command: str) -> str:
    """Return what a field of the test's own in the page holds, after a hand has copied or pasted there."""
    page.run(
        "(() => { document.querySelector('#own')?.remove(); const own = document.createElement('textarea');"
        f" own.id = 'own'; own.value = '{text}'; document.body.append(own); own.focus(); own.select() }})()"
    )
    page.call("Input.dispatchKeyEvent", type="keyDown", key="v", commands=[command])
    return str(page.run("document.querySelector('#own').value"))


def reads(page: Page, house: House, browser: str) -> None:
    """Open the page in a browser that a script has made another, with nothing of ours in the clipboard."""
    page.call("Page.addScriptToEvaluateOnNewDocument", source=browser)
    page.call("Page.navigate", url=f"{house.origin}/")
    page.reloaded()
    page.until(READS)
    field(page, "nothing of ours", "copy")
    page.run("document.querySelector('.xterm-helper-textarea').focus()")
    page.until(READY)


@pytest.mark.parametrize("browser", ["", NO_CLIPBOARD], ids=["as it is", "without clipboard"])
def test_a_copy_is_in_the_clipboard(near: Chromium, house: House, browser: str) -> None:
    """`y` puts the sentence with its source into the clipboard of the visitor, also where scripts have none; nothing is asked."""
    page = near.page(house.address)
    try:
        reads(page, house, browser)
        page.press("y")
        soon(lambda: "Japan" in field(page, "", "paste"))
        assert not page.run(COPYING)
        assert page.told("Runtime.exceptionThrown") == []
    finally:
        page.close()


def test_a_copy_that_wants_a_hand(near: Chromium, house: House) -> None:
    """Where a browser takes text only by hand the page shows it with a button; escape leads back without it."""
    page = near.page(house.address)
    try:
        reads(page, house, NO_CLIPBOARD + ONLY_BY_HAND)
        page.press("y")
        page.until(COPYING)
        page.press("Escape")
        page.until(f"!{COPYING} && {READY}")
        page.press("j", "y")
        page.until(COPYING)
        shown = page.run("document.getElementById('text').value")
        page.run("window.byHand = true")
        page.press("Tab", "Enter")
        page.until(f"!{COPYING} && {READY}")
        assert "Japan" in shown and field(page, "", "paste") == shown
        assert page.told("Runtime.exceptionThrown") == []
    finally:
        page.close()
