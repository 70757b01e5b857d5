"""A program that tags, to be killed at any moment: it says what was acknowledged, on a line each.

python writing.py LIBRARY: for each line on standard input it forks two writers and a reader and answers with their
process ids. A writer prints "done UUID" as soon as a tag's commit has returned, and goes on until it is killed.
"""

import itertools
import os
import random
import sys
from pathlib import Path

from reeread.library import Library, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.span import Span


def write(path: Path, author: str, seed: int) -> None:
    """Tag stretches of the first briefing, one after another, without end."""
    chance = random.Random(seed)
    with Library.open(path, author) as lib:
        briefing = reading.briefings(lib)[0].id
        length = len(reading.article(lib, briefing).body)
        for _ in itertools.count():
            start = chance.randrange(length - 2)
            end = chance.randrange(start + 1, length)
            tags = chance.sample(["risk", "commitment", "speculation", "confirmed"], 2)
            made = tagging.tag(lib, Passage(briefing, Span(start, end)), tags, note=f"{seed} {start}")
            os.write(1, f"done {made.id}\n".encode())


def read(path: Path) -> None:
    """Read all annotations, again and again."""
    with Library.open(path, "reader") as lib:
        while True:
            assert all(mark.tags for mark in tagging.annotations(lib))


def main() -> None:
    """Fork as asked; this process itself never opens the library."""
    path = Path(sys.argv[1])
    for round_, _ in enumerate(sys.stdin):
        for number in range(3):
            child = os.fork()
            if child == 0:
                if number == 2:
                    read(path)
                write(path, f"writer {number}", 2 * round_ + number)
            os.write(1, f"child {child}\n".encode())


if __name__ == "__main__":
    main()
