"""A headless Chromium, driven over its own pipe: no port, no driver, no network."""

import json
import os
import select
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

PATIENCE = 60
"""Seconds after which an answer that has not come is a failure."""

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--remote-debugging-pipe",
)
_NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"


class Chromium:
    """A browser of its own, with a profile of its own that is thrown away.

    Args:
        program: The browser.
        hosts: Which hosts it may reach, as Chromium's rules say it; none unless told otherwise.
    """

    def __init__(self, program: str, hosts: str = "") -> None:
        self._profile = tempfile.mkdtemp(prefix="chromium-")
        ours, theirs = os.pipe(), os.pipe()
        sandbox = ("--no-sandbox",) if os.geteuid() == 0 else ()
        # The browser reads commands from its descriptor 3 and answers on 4.
        opened = f'exec "$0" "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        self._process = subprocess.Popen(
            [
                "bash",
                "-c",
                opened,
                program,
                *_FLAGS,
                f"{_NOWHERE}{hosts}",
                *sandbox,
                f"--user-data-dir={self._profile}",
            ],
            pass_fds=(ours[0], theirs[1]),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
            | {"HOME": self._profile},
        )
        os.close(ours[0])
        os.close(theirs[1])
        self._in, self._out = ours[1], theirs[0]
        self._read, self._number = b"", 0
        self.events: list[dict[str, Any]] = []

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Return the answer to a command of the DevTools protocol; what it tells meanwhile is among `events`."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._in, json.dumps(message).encode() + b"\0")
        while True:
            told = self._next()
            if told.get("id") == self._number:
                assert "error" not in told, f"{method}: {told['error']}"
                return dict(told["result"])
            self.events.append(told)

    def wait_for(self, method: str, session: str) -> dict[str, Any]:
        """Return what comes with an event of a page, one that has come or the next to come."""
        while True:
            for told in self.events:
                if told.get("method") == method and told.get("sessionId") == session:
                    self.events.remove(told)
                    return dict(told["params"])
            self.events.append(self._next())

    def page(self, address: str, *, width: int = 1280, height: int = 900) -> "Page":
        """Open a page in a window of its own and return it once it is loaded."""
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, session, context)
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.call(f"{domain}.enable")
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        page.call("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired", session)
        return page

    def close(self) -> None:
        """End the browser, whatever it does."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
        shutil.rmtree(self._profile, ignore_errors=True)

    def _next(self) -> dict[str, Any]:
        end = time.monotonic() + PATIENCE
        while b"\0" not in self._read:
            ready, _, _ = select.select([self._out], [], [], max(0.0, end - time.monotonic()))
            assert ready, "Chromium does not answer"
            part = os.read(self._out, 1 << 20)
            assert part, "Chromium ended"
            self._read += part
        told, _, self._read = self._read.partition(b"\0")
        return dict(json.loads(told))


class Page:
    """A page in a browser."""

    def __init__(self, browser: Chromium, session: str, context: str) -> None:
        self._browser, self._session, self.context = browser, session, context

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Return the answer to a command for this page."""
        return self._browser.call(method, self._session, **params)

    def run(self, script: str) -> Any:
        """Return the value of a JavaScript expression, awaited if it is a promise."""
        done = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until a JavaScript expression is true: what the page does of itself takes a moment."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"new Promise((done) => requestAnimationFrame(() => done(Boolean({script}))))"):
            assert time.monotonic() < end, f"never came true: {script}"

    def press(self, *keys: str) -> None:
        """Press keys by name: "j", "Enter", "Tab"."""
        codes = {"Enter": 13, "Tab": 9, "Escape": 27, " ": 32}
        for key in keys:
            text = "\r" if key == "Enter" else key if len(key) == 1 else ""
            code = codes.get(key, ord(key[0].upper()))
            named = {"key": key, "windowsVirtualKeyCode": code}
            self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **named)
            self.call("Input.dispatchKeyEvent", type="keyUp", **named)

    def reloaded(self) -> None:
        """Wait until the page has been loaded again."""
        self._browser.wait_for("Page.loadEventFired", self._session)

    def told(self, method: str) -> list[dict[str, Any]]:
        """Return what events of a kind have told so far, e.g. "Network.requestWillBeSent"."""
        self.run("0")  # whatever was told before this answer has come by now
        return [
            dict(one["params"])
            for one in self._browser.events
            if one.get("method") == method and one.get("sessionId") == self._session
        ]

    def dress(self, *, dark: bool = False, media: str = "") -> None:
        """Show the page as it is in the dark, or on paper with `media="print"`."""
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", media=media, features=[scheme])

    def picture(self, file: Path) -> None:
        """Write what the window shows as PNG."""
        import base64

        file.write_bytes(base64.b64decode(self.call("Page.captureScreenshot")["data"]))

    def close(self) -> None:
        """Close it with its window."""
        self._browser.call("Target.disposeBrowserContext", browserContextId=self.context)
