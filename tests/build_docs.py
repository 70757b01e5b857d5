"""Makes those pages and pictures of docs/ that the program itself can tell: its keys, and how it looks.

`make docs` runs it; tests hold that the page of keys is up to date.
"""

import asyncio
import base64
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from browser.chromium import Chromium
from build_example import AUTHOR, LIBRARY, ROOT, page
from textual.binding import Binding

from reeread.app import ReereadApp
from reeread.screens.boards import BOARDS
from reeread.screens.compare import CompareScreen
from reeread.screens.deeds import Place, declared
from reeread.screens.dialogs.chooser import Chooser
from reeread.screens.dialogs.export import ExportDialog
from reeread.screens.dialogs.note import NoteDialog
from reeread.screens.dialogs.tags import TagDialog
from reeread.screens.reading import ReadingScreen
from reeread.screens.reading.furnishing import key_places

KEYS = ROOT / "docs" / "keys.md"
IMAGES = ROOT / "docs" / "images"
SIZE = (140, 40)
PICTURES = {
    "reading": ("j",) * 5,
    "compare": ("|", "enter", ")"),
    "claims": ("!",),
    "annotations": ("@",),
    "commitments": ("C",),
    "codebook": ("T",),
    "numbers": ("#",),
}
"""The screens most seen, each with the keys that lead to it from the top of the first article."""
TOGETHER = {"authors": ("j",) * 5, "conflicts": ("&",)}
"""What there is to see only where several people share a hub."""

REPORT = (1000, 700)
"""Of the picture of the HTML page, in pixels."""

_WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)
"""A picture of ours fetches nothing: the font is the one that is there."""

HEAD = """\
# Keys

Made from the program's own bindings: `make docs` writes this page. In the reader, `?` lists the same keys and finds
among them, `ctrl+p` has every command by name.

A key works in its place: the pane in focus, which `tab` changes. The last lines of the screen name the most useful ones.
The keys of the tags come from the codebook; those below are a new library's.

To have another key, write its name and the key into `config.toml` in your config folder:

```toml
[keys]
next_highlight = "ctrl+n"
```

With the mouse: a click moves the cursor, a double click selects a word, a triple click a sentence, dragging selects a
stretch, and a click on a highlight goes to its sentence.
"""


def keys_page() -> str:
    """Return docs/keys.md as the program's bindings make it."""
    return asyncio.run(_keys_page())


async def _keys_page() -> str:
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder))
        async with app.run_test(size=SIZE):
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            places = (
                *key_places(screen),
                Place("articles side by side", declared(CompareScreen, {})),
                *(place for board in BOARDS for place in board.places({})),
                Place("tag picker", declared(TagDialog, {})),
                Place("lists to choose from", declared(Chooser, {})),
                Place("note", declared(NoteDialog, {})),
                Place("export", declared(ExportDialog, {})),
            )
            return HEAD + "".join(line for place in places for line in _section(app, place))


def _section(app: ReereadApp, place: Place) -> Iterator[str]:
    """Yield the lines of one place."""
    yield f"\n## {place.name[:1].upper()}{place.name[1:]}\n\n| key | does | name |\n| --- | --- | --- |\n"
    for deed in place.deeds:
        keys = " ".join(f"`{_cell(_shown(app, key))}`" for key in deed.keys)
        yield f"| {keys} | {_cell(deed.does)} | {_name(deed.id)} |\n"


def _shown(app: ReereadApp, key: str) -> str:
    """Return a key as people write it: where the screen has no room, a page has."""
    if key.startswith("ctrl+"):
        return f"ctrl+{_shown(app, key.removeprefix('ctrl+'))}"
    return "enter" if key == "enter" else app.get_key_display(Binding(key, ""))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _name(id: str) -> str:
    return "" if id.startswith("tag.") else f"`{id}`"


async def _take_picture(keys: tuple[str, ...], library: Path = LIBRARY) -> str:
    """Return what the reader shows of a library after some keys, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        app = _app(Path(folder), library)
        async with app.run_test(size=SIZE) as pilot:
            for key in ("", *keys):
                await pilot.press(*[key] * bool(key))
                await app.workers.wait_for_complete()
                await pilot.pause()
            return _WEB_FONT.sub("", app.export_screenshot(title="reeread"))


def _picture_of_the_page(program: str) -> bytes:
    """Return what Chromium shows of the third article of the worked example, as PNG."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name, "report.html")
        file.write_text(page(LIBRARY), encoding="utf-8")
        browser = Chromium(program)
        try:
            shown = browser.page(f"{file.as_uri()}#a3", width=REPORT[0], height=REPORT[1])
            return base64.b64decode(shown.call("Page.captureScreenshot")["data"])
        finally:
            browser.close()


def _take_pictures_together() -> None:
    """Write the pictures of what three people see who share the worked example."""
    from colleagues import shared  # tests import this module, and need no PostgreSQL for it
    from hub.postgres import new_server

    server = new_server()
    try:
        with tempfile.TemporaryDirectory() as folder:
            library = shared(server, Path(folder))
            for name, keys in TOGETHER.items():
                _write(name, asyncio.run(_take_picture(keys, library)))
    finally:
        server.remove()


def _write(name: str, picture: str) -> None:
    (IMAGES / f"{name}.svg").write_text(picture, encoding="utf-8")


def _app(folder: Path, library: Path = LIBRARY) -> ReereadApp:
    copy = folder / "annotations.db"
    shutil.copy(library, copy)
    return ReereadApp(copy, AUTHOR, state=folder / "state.json")


def main() -> None:
    """Write the page of keys and the pictures, as they are for somebody without settings."""
    with tempfile.TemporaryDirectory() as nowhere:
        os.environ |= {"HOME": nowhere, "XDG_CONFIG_HOME": nowhere}
        KEYS.write_text(keys_page(), encoding="utf-8")
        IMAGES.mkdir(exist_ok=True)
        for name, keys in PICTURES.items():
            _write(name, asyncio.run(_take_picture(keys)))
        _take_pictures_together()
        if program := shutil.which("chromium"):
            (IMAGES / "report.png").write_bytes(_picture_of_the_page(program))


if __name__ == "__main__":
    main()
