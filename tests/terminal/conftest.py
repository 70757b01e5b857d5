"""The program in a real terminal, with places of its own."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from terminal.tmux import Terminal

import reeread

Run = Callable[..., Terminal]


@pytest.fixture
def run(needs: Callable[[str], str], tmp_path: Path, own_places: None) -> Iterator[Run]:
    """Return a way to start the program in a terminal of a size, in the test's folder."""
    running: list[Terminal] = []
    program = str(Path(reeread.__file__).parent.parent)
    kept = {name: value for name, value in os.environ.items() if name.startswith(("XDG_", "REEREAD_"))}
    env = kept | {
        "PYTHONPATH": program,
        "HOME": os.environ["HOME"],
        "LC_ALL": "C.UTF-8",
        "COLORTERM": "truecolor",
    }
    with tempfile.TemporaryDirectory(prefix="reeread") as short:  # a socket's path has little room

        def start(size: tuple[int, int], *arguments: str) -> Terminal:
            terminal = Terminal(needs("tmux"), Path(short, str(len(running))), size)
            running.append(terminal)
            terminal.start([sys.executable, "-m", "reeread", *arguments], tmp_path, env)
            return terminal

        yield start
        for terminal in running:
            terminal.close()
