"""Measure claims: seconds to read and compare 100 briefings of one event, and how the cost grows to 10,000 of many.

    bench/claims.py [--sizes 100,1000,10000] [--library]

The briefings are made from the written ones of the tests: each event has names and figures of its own, its four
briefings tell it in other words or order, and half of each is background told of other events and boilerplate.
Seconds are of the processor. With --library they are read from a library file, not counting the time to add them.
"""

import argparse
import random
import re
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from reeread.extract.claims import Document, compare
from reeread.library import Library, adding, claiming
from reeread.text.blocks import blocks

_BRIEFINGS = Path(__file__).parent.parent / "tests" / "extract" / "claims" / "data" / "seen"
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_FIGURE = re.compile(r"\d+")
_BOILERPLATE = (
    "Sign up for our morning briefing and get the five things to know at 6 a.m.",
    "Reporting by the newsroom; editing by the night desk. Additional reporting from three bureaus.",
    "This note is for information only. Past performance is no guide to returns; 74% of accounts lose money.",
    "About us: we have covered the region since 1994 with 120 correspondents in 40 countries.",
)
_PER_EVENT = 4


def main() -> None:
    """Print a table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    ask.add_argument("--sizes", default="100,1000,10000")
    ask.add_argument("--library", action="store_true")
    given = ask.parse_args()
    table = Table("briefings", "events", "characters", "seconds", "ms a briefing", "claims", "MB at the peak")
    sizes = [int(size) for size in given.sizes.split(",")]
    for count, events in [(100, 1), *((size, max(1, size // _PER_EVENT)) for size in sizes)]:
        table.add_row(*measured(count, events, library=given.library))
    Console(width=100).print(table)


def measured(count: int, events: int, *, library: bool) -> Iterator[str]:
    """Yield the cells of a row."""
    briefings = list(documents(count, events))
    characters = sum(len(one.body) for one in briefings)
    if library:
        with tempfile.TemporaryDirectory() as folder:
            taken, found = _in_a_library(Path(folder), briefings)
    else:
        begun = time.process_time()
        found = len(compare(briefings))
        taken = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield from (f"{count:,}", f"{events:,}", f"{characters:,}", f"{taken:.2f}", f"{1000 * taken / count:.1f}")
    yield from (f"{found:,}", f"{peak:,.0f}")


def _in_a_library(folder: Path, briefings: list[Document]) -> tuple[float, int]:
    """Return the seconds that the claims of a library take, and how many there are."""
    texts = folder / "texts"
    texts.mkdir()
    for one in briefings:
        (texts / f"{one.source}.txt").write_text(one.body, "utf-8")
    lib = Library.open(folder / "annotations.db", "bench", create=True)
    for outcome in adding.add(lib, adding.expand([str(texts)])):
        assert outcome.error is None
    begun = time.process_time()
    found = claiming.claims(lib, tell=lambda done, total: True)
    return time.process_time() - begun, len(found)


def documents(count: int, events: int) -> Iterator[Document]:
    """Yield briefings of so many events."""
    groups: dict[str, list[str]] = {}
    for path in sorted(_BRIEFINGS.glob("*.txt")):
        groups.setdefault(path.stem.partition("_")[0], []).append(path.read_text("utf-8"))
    names = sorted(groups)
    for number in range(count):
        event, chance = number % events, random.Random(number)
        bodies = groups[names[event % len(names)]]
        head, *told = varied(bodies[(number // events) % len(bodies)], event).split("\n\n")
        other = chance.randrange(events)
        aside = varied(chance.choice(groups[names[other % len(names)]]), other).split("\n\n")[1:]
        told += chance.sample(aside, min(len(aside), chance.randrange(3)))
        chance.shuffle(told)
        body = "\n\n".join([head, *told, chance.choice(_BOILERPLATE)])
        yield Document(str(number), body, blocks(body))


def varied(body: str, event: int) -> str:
    """Return a text as one of another event: other names, other figures."""
    shift = random.Random(event).randrange(1, 90)
    syllables = "bacedifoguhalemipo"
    ending = "".join(syllables[2 * (event // 9**power % 9) :][:2] for power in range(3))
    renamed = _NAME.sub(lambda match: match.group() + ending, body)
    return _FIGURE.sub(
        lambda match: str(int(match.group()) + shift) if len(match.group()) == 3 else match.group(), renamed
    )


if __name__ == "__main__":
    main()
