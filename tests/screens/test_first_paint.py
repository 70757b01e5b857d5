"""What the first paint does without: modules and style sheets that are only read once it is over."""

import json
import os
import subprocess
import sys
from pathlib import Path

_ASK = """
import json, sys
from pathlib import Path
from reeread.cli.reader import read
from reeread.app import ReereadApp
from reeread.screens.reading import ReadingScreen

async def begin(screen):
    sheets = sorted(Path(path).name for path, _ in screen.app.stylesheet.source if path.endswith(".tcss"))
    Path(sys.argv[3]).write_text(json.dumps([sorted(sys.modules), sheets]))
    screen.app.exit()

ReadingScreen._begin = begin
ReereadApp(Path(sys.argv[1]), "ana", state=Path(sys.argv[2])).run(headless=True)
"""
_LATER = """
    click hashlib jinja2 pluggy rapidfuzz shlex sqlite_utils tomllib
    reeread.export reeread.extract.reading reeread.library.adding reeread.library.claiming reeread.library.editing
    reeread.library.history reeread.model.event reeread.plugins reeread.sources reeread.store.history
    reeread.text.anchors reeread.text.emoji reeread.widgets.find reeread.widgets.keyline reeread.widgets.lists
    reeread.widgets.status reeread.widgets.title reeread.widgets.tour reeread.screens.board reeread.screens.hints
    reeread.screens.keymap reeread.screens.reading.furnishing reeread.screens.trouble
"""


def test_the_first_paint_imports_and_reads_only_what_it_shows(library: Path, tmp_path: Path) -> None:
    """When the article first shows, none of the modules is imported that can wait, and two style sheets are read."""
    told = tmp_path / "told.json"
    call = [sys.executable, "-c", _ASK, str(library), str(tmp_path / "state.json"), str(told)]
    subprocess.run(call, check=True, env=os.environ | {"TERM": "xterm-256color"}, capture_output=True)
    modules, sheets = json.loads(told.read_text())
    assert [name for name in _LATER.split() if name in modules] == []
    assert sheets == ["app.tcss", "reader.tcss"]
