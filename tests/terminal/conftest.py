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


def environment() -> dict[str, str]:
    """Return what the program in a terminal is told: the test's places, and a terminal of many colours."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("XDG_", "REEREAD_"))}
    return kept | {
        "PYTHONPATH": str(Path(reeread.__file__).parent.parent),
        "HOME": os.environ["HOME"],
        "LC_ALL": "C.UTF-8",
        "COLORTERM": "truecolor",
    }


@pytest.fixture
def run(needs: Callable[[str], str], tmp_path: Path, own_places: None) -> Iterator[Run]:
    """Return a way to start the program in a terminal of a size, in the test's folder."""
    running: list[Terminal] = []
    env = environment()
    with tempfile.TemporaryDirectory(prefix="reeread") as short:  # a socket's path has little room

        def start(size: tuple[int, int], *arguments: str) -> Terminal:
            terminal = Terminal(needs("tmux"), Path(short, str(len(running))), size)
            running.append(terminal)
            terminal.start([sys.executable, "-m", "reeread", *arguments], tmp_path, env)
            return terminal

        yield start
        for terminal in running:
            terminal.close()
