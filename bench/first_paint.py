"""Measure the first paint against a bare Textual app, and the time from key to paint.

python bench/first_paint.py [--runs N] [--keys N]
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from terminal import Terminal, compiled, shows

HERE = Path(__file__).parent
EXAMPLE = HERE.parent / "annotations.db"


def main() -> None:
    """Print the two tables."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--runs", type=int, default=11)
    ask.add_argument("--keys", type=int, default=60)
    ask.add_argument("--expect", default="Japan will allocate part of its", help="the article's first words")
    args = ask.parse_args()
    compiled()
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder, "annotations.db")
        shutil.copy(EXAMPLE, library)
        private = {
            name: str(Path(folder, name)) for name in ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")
        }
        reader = [sys.executable, "-m", "reeread", "--db", str(library)]
        hello = [sys.executable, str(HERE / "hello.py")]
        _first_paints(hello, reader, args.expect, args.runs, private)
        _keys(reader, args.expect, args.keys, private)


def _first_paints(hello: list[str], reader: list[str], expect: str, runs: int, env: dict[str, str]) -> None:
    """Print both first paints, taken in turn, and the ratio pair by pair."""
    pairs = []
    for _ in range(runs + 1):  # the first pair warms the caches and is dropped
        bare = _paint(hello, "Hello from a bare app", env)
        ours = _paint(reader, expect, env)
        pairs.append((bare, ours))
    pairs = pairs[1:]
    print("| first paint | median ms | min | max |\n| --- | ---: | ---: | ---: |")
    for name, times in zip(("bare Textual hello", "worked example"), zip(*pairs, strict=True), strict=True):
        print(f"| {name} | {statistics.median(times):.0f} | {min(times):.0f} | {max(times):.0f} |")
    ratios = [ours / bare for bare, ours in pairs]
    print(
        f"| ratio, pair by pair | {statistics.median(ratios):.2f} | {min(ratios):.2f} | {max(ratios):.2f} |\n"
    )


def _paint(command: list[str], expect: str, env: dict[str, str]) -> float:
    """Return the milliseconds from just before the start until the text stands on the screen."""
    terminal = Terminal(command, 140, 45, env)
    try:
        seen = terminal.wait(shows(expect))
        if seen is None:
            sys.exit(f"{command}: {expect!r} never stood on the screen:\n{terminal.text()}")
        return (seen - terminal.started) * 1000
    finally:
        terminal.close()


def _keys(reader: list[str], expect: str, times: int, env: dict[str, str]) -> None:
    """Print the milliseconds from a key to the first changed screen, for moving and for tagging."""
    print("| key to paint | p50 ms | p95 ms | n |\n| --- | ---: | ---: | ---: |")
    for name, keys in (
        ("j, next sentence", b"j"),
        ("k, previous sentence", b"k"),
        ("r, tag on and off", b"r"),
    ):
        terminal = Terminal(reader, 140, 45, env)
        try:
            if terminal.wait(shows(expect)) is None:
                sys.exit("the reader never showed the article")
            terminal.settle(0.6)
            if keys == b"k":
                terminal.press(b"G")
                terminal.settle(0.3)
            taken = []
            for _ in range(times if keys == b"r" else min(times, 14)):
                before = terminal.look()
                sent = terminal.press(keys)
                seen = terminal.wait(lambda t, before=before: t.look() != before, 5)
                if seen is not None:
                    taken.append((seen - sent) * 1000)
                terminal.settle(0.06)
        finally:
            terminal.close()
        taken.sort()
        p95 = taken[min(len(taken) - 1, int(len(taken) * 0.95))]
        print(f"| {name} | {statistics.median(taken):.1f} | {p95:.1f} | {len(taken)} |")
    print()


if __name__ == "__main__":
    os.environ.pop("REEREAD_DB", None)
    main()
