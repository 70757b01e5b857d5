"""Claims: seconds to read and pair 100 briefings of one event, and how the cost grows to 10,000 of many.

python -m bench.claims [--sizes 100,1000,10000]
"""

import argparse
import random
import re
import time
from collections.abc import Sequence
from pathlib import Path

from reeread.extract.claims import Document, claims, edges, read
from reeread.extract.claims.neighbours import EventIndex
from reeread.text.blocks import blocks

_BRIEFINGS = Path(__file__).parent.parent / "tests" / "extract" / "claims" / "data" / "seen"
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,}\b")
_FIGURE = re.compile(r"\d+")


def varied(body: str, event: int, copy: int) -> str:
    """Return a briefing of another event: other names, other figures; copies of one event differ a little."""
    chance = random.Random(event)
    renamed = _NAME.sub(
        lambda match: match.group() + "abcdefghijklmnop"[event % 16] + f"{'x' * (event // 16 % 5)}", body
    )
    shift = chance.randrange(1, 9)
    figures = _FIGURE.sub(
        lambda match: str(int(match.group()) + shift) if len(match.group()) > 2 else match.group(), renamed
    )
    paragraphs = figures.split("\n\n")
    head, tail = paragraphs[0], paragraphs[1:]
    random.Random(copy).shuffle(tail)
    return "\n\n".join([head, *tail])


def documents(count: int, *, events: int) -> list[Document]:
    """Return briefings of so many events, made from the written ones."""
    groups: dict[str, list[str]] = {}
    for path in sorted(_BRIEFINGS.glob("*.txt")):
        groups.setdefault(path.stem.partition("_")[0], []).append(path.read_text("utf-8"))
    names = sorted(groups)
    found = []
    for number in range(count):
        event = number % events
        bodies = groups[names[event % len(names)]]
        body = varied(bodies[(number // events) % len(bodies)], event, number)
        found.append(Document(str(number), body, blocks(body)))
    return found


def measured(briefings: Sequence[Document]) -> tuple[float, float, float, int]:
    """Return seconds to read, to choose pairs and link them, to make claims; and how many claims."""
    start = time.perf_counter()
    readings = [read(document, number) for number, document in enumerate(briefings)]
    read_in = time.perf_counter() - start
    start = time.perf_counter()
    index = EventIndex()
    for reading in readings:
        index.add(reading.keys)
    for one, two in index.pairs():
        edges(readings[one], readings[two])
    linked_in = time.perf_counter() - start
    start = time.perf_counter()
    found = claims(readings)
    return read_in, linked_in, time.perf_counter() - start, len(found)


def main() -> None:
    """Print a table."""
    ask = argparse.ArgumentParser()
    ask.add_argument("--sizes", default="100,1000,10000")
    sizes = [int(size) for size in ask.parse_args().sizes.split(",")]
    print("briefings  events   read s   link s   all s   claims   ms/briefing")
    for count, events in [(100, 1), *((size, max(1, size // 4)) for size in sizes)]:
        read_in, linked_in, claimed_in, found = measured(documents(count, events=events))
        whole = read_in + claimed_in
        print(
            f"{count:9} {events:7} {read_in:8.2f} {linked_in:8.2f} {whole:7.2f} {found:8} {1000 * whole / count:12.1f}"
        )


if __name__ == "__main__":
    main()
