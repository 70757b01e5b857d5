"""Measure reading: first paint, key to paint and memory for articles of 10 KB to 50 MB, beside other programs.

python bench/reading.py [--keep FOLDER] [--frogmouth PROGRAM] [--sizes 10000,1000000 …] [--presses N] [--alone]

Each figure is from a key, or the start of the program, to the moment at which the bytes that show the answer have
arrived on a pseudo-terminal. The library holds the article already; the key is pressed while highlights are still
being computed, as a reader would. A page is always one that is there to turn to: at the end of an article the reader
goes back to its start first. Memory is the peak after all keys, above that of the same program with the smallest
article, in MiB and as a multiple of the file. Below each table stand the reader's figures as multiples of those with
the smallest article. FOLDER keeps articles and libraries, whose making takes minutes, for the next run (empty it when
the format of libraries changes); PROGRAM is what `bench/competitors/frogmouth.sh` printed.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from articles import FIRST, LAST, article
from terminal import Terminal, compiled, shows

HERE = Path(__file__).parent
SIZES = (10_000, 1_000_000, 10_000_000, 50_000_000)
COLUMNS, ROWS = 140, 45
PATIENCE = 60.0
"""Seconds after which a program has not answered."""


@dataclass(frozen=True, slots=True)
class Program:
    """Something that shows a text, and its keys."""

    name: str
    command: tuple[str, ...]
    """The path of the article, or of the library that holds it, comes last."""
    page: bytes = b"\x1b[6~"
    end: bytes = b"\x1b[F"
    start: bytes = b"\x1b[H"
    tag: bytes = b""
    ending: str = ".txt"
    """What the name of a file must end in for the program to show it."""


@dataclass(slots=True)
class Measured:
    """What one program did with one article, in milliseconds and MiB; an empty list: not within the patience."""

    first: list[float] = field(default_factory=list)
    page: list[float] = field(default_factory=list)
    end: list[float] = field(default_factory=list)
    tag: list[float] = field(default_factory=list)
    peak: float = 0.0


READER = Program(
    "reeread",
    (sys.executable, "-m", "reeread", "--db"),
    page=b" ",
    end=b"G",
    start=b"gg",
    tag=b"r",
)
WIDGETS = (
    Program("Textual Markdown", (sys.executable, str(HERE / "competitors" / "markdown.py"))),
    Program(
        "Textual TextArea",
        (sys.executable, str(HERE / "competitors" / "text_area.py")),
        end=b"\x1b[1;5F",
        start=b"\x1b[1;5H",
    ),
    Program("less", ("less",), page=b" ", end=b"G", start=b"g"),
)


def main() -> None:
    """Print the tables."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--keep", type=Path, help="folder for articles and libraries")
    ask.add_argument("--frogmouth", help="the program in an environment of its own")
    ask.add_argument("--sizes", type=lambda text: [int(one) for one in text.split(",")], default=SIZES)
    ask.add_argument("--presses", type=int, default=60)
    ask.add_argument("--paints", type=int, default=7)
    ask.add_argument("--alone", action="store_true", help="the reader without the others")
    args = ask.parse_args()
    compiled()
    others = list(WIDGETS)
    if args.frogmouth:
        others.append(Program("frogmouth", (args.frogmouth,), ending=".md"))
    with tempfile.TemporaryDirectory() as own:
        folder = args.keep or Path(own)
        folder.mkdir(parents=True, exist_ok=True)
        env = {
            name: str(Path(own, name))
            for name in ("HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        }
        for path in env.values():
            Path(path).mkdir()  # frogmouth ends without them
        env |= {"REEREAD_AUTHOR": "bench", "LC_ALL": "C.UTF-8"}
        for mixed in (False, True):
            _print_table(_rows(folder, mixed, [] if args.alone else others, args, env), mixed)


def _rows(folder, mixed, others, args, env) -> Iterator[tuple[str, int, Measured | None]]:
    """Yield what each program does with each size; larger ones are not tried once one took too long."""
    readers = {}
    for size in args.sizes:
        text, library = _made(folder, size, mixed, env)
        readers[size] = text
        yield READER.name, size, _measured(READER, library, args.paints, args.presses, env)
    for program in others:
        failed = False
        for size in args.sizes:
            text = readers[size].with_suffix(program.ending)
            if not text.exists():
                shutil.copy(readers[size], text)
            measured = None if failed else _measured(program, text, 3, 20, env)
            failed = measured is None or not measured.first
            yield program.name, size, measured


def _made(folder: Path, size: int, mixed: bool, env: dict[str, str]) -> tuple[Path, Path]:
    """Return the paths of an article and of a library with it, made unless they are there."""
    stem = f"{size}{'-mixed' if mixed else ''}"
    text, library = folder / f"{stem}.txt", folder / f"{stem}.db"
    if not text.exists():
        text.write_text(article(size, mixed=mixed), "utf-8")
    if not library.exists():
        command = [sys.executable, "-m", "reeread", "--db", str(library), "add", str(text)]
        subprocess.run(command, check=True, capture_output=True, env=os.environ | env)
    return text, library


def _measured(program: Program, path: Path, paints: int, presses: int, env: dict[str, str]) -> Measured:
    """Return what the program does with one article."""
    measured = Measured()
    for _ in range(paints):
        terminal = Terminal([*program.command, str(path)], COLUMNS, ROWS, env)
        try:
            seen = terminal.wait(shows(FIRST), PATIENCE)
            if seen is None:
                return measured
            measured.first.append((seen - terminal.started) * 1000)
        finally:
            terminal.close()
    terminal = Terminal([*program.command, str(path)], COLUMNS, ROWS, env)
    try:
        if terminal.wait(shows(FIRST), PATIENCE) is not None:
            terminal.settle(0.5)
            measured.page = list(_pages(terminal, program, presses))
            if program.tag:
                measured.tag = list(_answers(terminal, program.tag, presses))
            measured.end = list(_ends(terminal, program, 5))
            if program.page and measured.end:
                terminal.settle(0.3)
            measured.peak = terminal.memory().get("peak", 0.0)
    finally:
        terminal.close()
    return measured


def _answers(terminal: Terminal, key: bytes, presses: int) -> Iterator[float]:
    """Yield the milliseconds from each key to the first changed screen."""
    for _ in range(presses):
        before = terminal.look()
        sent = terminal.press(key)
        seen = terminal.wait(lambda t, before=before: t.look() != before, PATIENCE)
        if seen is None:
            return
        yield (seen - sent) * 1000
        terminal.settle(0.08)


def _pages(terminal: Terminal, program: Program, presses: int) -> Iterator[float]:
    """Yield the milliseconds from each key to the next page; at the end of the article, back to its start first."""
    for _ in range(presses):
        if LAST in terminal.text():
            terminal.press(program.start)
            if terminal.wait(shows(FIRST), PATIENCE) is None:
                return
            terminal.settle(0.2)
        yield from _answers(terminal, program.page, 1)


def _ends(terminal: Terminal, program: Program, times: int) -> Iterator[float]:
    """Yield the milliseconds from each jump to the end until the end is on the screen."""
    for _ in range(times):
        sent = terminal.press(program.end)
        seen = terminal.wait(shows(LAST), PATIENCE)
        if seen is None:
            return
        yield (seen - sent) * 1000
        terminal.settle(0.2)
        terminal.press(program.start)
        if terminal.wait(shows(FIRST), PATIENCE) is None:
            return
        terminal.settle(0.2)


def _print_table(rows, mixed: bool) -> None:
    print(f"### {'CJK and emoji in every paragraph' if mixed else 'ASCII'}\n")
    print(
        "| program | article | first paint | page down p50 / p95 | tag p50 / p95 | to the end p50 / max | peak above the smallest |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |", flush=True)
    least: dict[str, float] = {}
    ours: list[tuple[int, Measured]] = []
    for name, size, m in rows:
        if m is None or not m.first:
            print(
                f"| {name} | {_size(size)} | {'not within 60 s' if m else 'not tried'} | | | | |", flush=True
            )
            continue
        least.setdefault(name, m.peak)
        if name == READER.name:
            ours.append((size, m))
        cells = [
            f"{statistics.median(m.first):.0f} ms",
            _pair(m.page, 0.95),
            _pair(m.tag, 0.95),
            _pair(m.end, 1.0),
            f"{m.peak - least[name]:.0f} MiB, {(m.peak - least[name]) * 2**20 / size:.1f} × the file",
        ]
        print(f"| {name} | {_size(size)} | " + " | ".join(cells) + " |", flush=True)
    print()
    _print_ratios(ours)


def _print_ratios(ours: Sequence[tuple[int, Measured]]) -> None:
    """Print the reader's figures as multiples of those with the smallest article."""
    if len(ours) < 2:
        return
    print("| reeread, against the smallest | first paint | page down p50 / p95 | tag p50 / p95 |")
    print("| ---: | ---: | ---: | ---: |")
    small = ours[0][1]
    for size, m in ours[1:]:
        cells = [f"{statistics.median(m.first) / statistics.median(small.first):.2f}"]
        for times, base in ((m.page, small.page), (m.tag, small.tag)):
            both = [_at(times, upper) / _at(base, upper) for upper in (0.5, 0.95)] if times and base else []
            cells.append(" / ".join(f"{one:.2f}" for one in both) or "–")
        print(f"| {_size(size)} | " + " | ".join(cells) + " |")
    print(flush=True)


def _at(times: Sequence[float], part: float) -> float:
    """Return the value below which a part of the times lies."""
    ordered = sorted(times)
    return (
        statistics.median(ordered)
        if part == 0.5
        else ordered[min(len(ordered) - 1, int(len(ordered) * part))]
    )


def _pair(times: Sequence[float], upper: float) -> str:
    """Return the median and an upper quantile in milliseconds."""
    if not times:
        return "–"
    return f"{_at(times, 0.5):.1f} / {_at(times, upper):.1f} ms"


def _size(size: int) -> str:
    return f"{size // 10**6} MB" if size >= 10**6 else f"{size // 1000} KB"


if __name__ == "__main__":
    os.environ.pop("REEREAD_DB", None)
    main()
