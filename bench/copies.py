"""Near copies: how many are found, what is taken for one and is none, and what the comparing costs.

python bench/copies.py FOLDER [--briefings N], where FOLDER holds texts (*.txt, below it too) by different hands. Nothing of
them is kept.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from reeread.library import Library, adding, reading
from reeread.model.body import Block, BlockKind, Meta, Parsed
from reeread.store import copies, versions
from reeread.text.origins import COPY, shingles

_SHORTEST = 60
"""Words of a text that is worth copying."""


def main() -> None:
    """Print a table of what was found, and one of the cost."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--briefings", type=int, default=20_000, help="to measure the cost with")
    given = arguments.parse_args()
    texts = [path.read_text("utf-8", "replace") for path in sorted(given.folder.rglob("*.txt"))]
    texts = list({text: None for text in texts if len(text.split()) >= _SHORTEST})
    if len(texts) < 10:
        sys.exit(f"{given.folder}: fewer than ten texts of {_SHORTEST} words or more.")
    with tempfile.TemporaryDirectory() as folder:
        print("| copies | pairs | containment, mean | found |\n| --- | ---: | ---: | ---: |")
        for name, pairs, share, found in quality(Path(folder), texts):
            print(f"| {name} | {pairs:,} | {share:.2f} | {found:.2%} |", flush=True)
        print("\n| briefings | ms to compare and write one | without comparing | landmarks | list, s |")
        print("| ---: | ---: | ---: | ---: | ---: |")
        for count, compared, bare, landmarks, listed in cost(Path(folder), texts, given.briefings):
            print(f"| {count:,} | {compared:.2f} | {bare:.2f} | {landmarks:,} | {listed:.2f} |", flush=True)


def quality(folder: Path, texts: Sequence[str]) -> Iterator[tuple[str, int, float, float]]:
    """Yield for each kind of copy how many pairs there are, how much they share, and what share was found.

    The texts as they are come first: pairs that are copies by all their runs of words, each against each.
    """
    runs = [shingles(text, _blocks(text)) for text in texts]
    true = {
        place
        for place, own in enumerate(runs)
        for other in runs[:place]
        if len(own & other) >= COPY * min(len(own), len(other))
    }
    with Library.open(folder / "texts.db", "bench", create=True) as lib:
        written(lib, texts)
        said = {place for place, one in enumerate(reading.briefings(lib)) if one.copy_of}
    yield "among the texts as they are", len(true), 1.0, len(said & true) / max(1, len(true))
    yield "taken for such and none", len(texts) - len(true), 0.0, len(said - true) / len(texts)
    rng = random.Random(1)
    texts, others = texts[: len(texts) // 2], texts[len(texts) // 2 :][: len(texts) // 2]
    for name, copy in _COPIES.items():
        copied = [copy(text, other, rng) for text, other in zip(texts, others, strict=True)]
        shares = [share(*pair) for pair in zip(texts, copied, strict=True)]
        for first, second, order in ((texts, copied, "after"), (copied, texts, "before")):
            with Library.open(folder / f"{name}, {order}.db", "bench", create=True) as lib:
                ids = [*written(lib, first), *written(lib, second)]
                origin = {one.id: one.copy_of or one.id for one in reading.briefings(lib)}
            pairs = list(zip(ids[: len(texts)], ids[len(texts) :], shares, strict=True))
            found = [origin[one] == origin[two] for one, two, same in pairs if same >= COPY]
            mean = fmean(same for same in shares if same >= COPY)
            yield f"{name}, {order} the text", len(found), mean, fmean(found)


def cost(folder: Path, texts: Sequence[str], most: int) -> Iterator[tuple[int, float, float, int, float]]:
    """Yield seconds of the processor for briefings of 400 words by chance, which are no copies, as a library grows."""
    words = [word for text in texts for word in text.split()]
    rng = random.Random(2)
    note: Callable[..., None] = copies.note
    with (
        Library.open(folder / "compared.db", "bench", create=True) as compared,
        Library.open(folder / "bare.db", "bench", create=True) as bare,
    ):
        done = 0
        for size in (most // 100, most // 10, most):
            took = {compared: 0.0, bare: 0.0}
            before = done
            while done < size:
                batch = [" ".join(rng.choices(words, k=400)) for _ in range(adding.BATCH)]
                done += len(batch)
                for lib in took:
                    copies.note = note if lib is compared else lambda *_: None
                    with lib.store.importing():
                        took[lib] += written_in(lib, batch)
            start = time.process_time()
            reading.briefings(compared)
            listed = time.process_time() - start
            with compared.store.reading() as connection:
                landmarks = connection.execute("SELECT count(*) FROM landmarks").fetchone()[0]
            each = [spent / (done - before) * 1000 for spent in took.values()]
            yield done, *each, landmarks, listed


def written(lib: Library, texts: Sequence[str]) -> list[str]:
    """Write texts, and return the ids of their briefings."""
    for first in range(0, len(texts), adding.BATCH):
        written_in(lib, texts[first : first + adding.BATCH])
    return list(reading.ids(lib))[-len(texts) :]


def written_in(lib: Library, texts: Sequence[str]) -> float:
    """Write one batch, and return the seconds of the processor that it took."""
    new = [
        ("text", versions.prepared(Parsed(text, _blocks(text), Meta(text[:40])), text.encode(), (), "bench"))
        for text in texts
    ]
    start = time.process_time()
    with lib.store.together(), lib.store.deed("add", "bench") as deed:
        versions.add(deed, new)
    return time.process_time() - start


def share(one: str, other: str) -> float:
    """Return how much of the runs of the shorter text the longer one holds."""
    first, second = shingles(one, _blocks(one)), shingles(other, _blocks(other))
    return len(first & second) / max(1, min(len(first), len(second)))


def _blocks(text: str) -> tuple[Block, ...]:
    return (Block(BlockKind.PARAGRAPH, 0, len(text)),)


def _half(text: str, other: str, rng: random.Random) -> str:
    """Return the first half of a text, as agencies' subscribers cut it."""
    words = text.split()
    return " ".join(words[: len(words) // 2])


def _within(text: str, other: str, rng: random.Random) -> str:
    """Return another text into which this one was put."""
    words = other.split()
    return " ".join([*words[: len(words) // 2], *text.split(), *words[len(words) // 2 :]])


def _edited(text: str, other: str, rng: random.Random, rate: float = 0.08) -> str:
    """Return a text of which words here and there are others."""
    words = other.split()
    return " ".join(rng.choice(words) if rng.random() < rate else word for word in text.split())


def _rewritten(text: str, other: str, rng: random.Random) -> str:
    """Return a text of which so many words are others that it is hardly a copy."""
    return _edited(text, other, rng, 0.14)


_COPIES: Mapping[str, Callable[[str, str, random.Random], str]] = {
    "first half": _half,
    "within another": _within,
    "one word in twelve changed": _edited,
    "one word in seven changed": _rewritten,
}

if __name__ == "__main__":
    main()
