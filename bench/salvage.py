"""What comes back of a library of two hundred briefings and two thousand annotations when one page, or more, is lost.

    python bench/salvage.py [--pages 1 4 16] [--seeds 50]

Each seed zeroes other pages; what is saved is looked through by the doctor's own check.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path

from reeread import places
from reeread.library import Library, reading, tagging
from reeread.library.adding import add
from reeread.library.checking import condition, salvage
from reeread.model.annotation import Passage
from reeread.model.span import Span

BRIEFINGS, MARKS, PAGE = 200, 10, 8192
TAGS = ("risk", "commitment", "speculation", "confirmed")


def library(folder: Path) -> Path:
    """Return a library of briefings made of the seeds' paragraphs, each with annotations."""
    chance = random.Random(0)
    seeds = sorted(places.shipped("seeds").glob("*.txt"))
    parts = [part for seed in seeds for part in seed.read_text("utf-8").split("\n") if len(part) > 60]
    files = [folder / f"{number}.txt" for number in range(BRIEFINGS)]
    for number, file in enumerate(files):
        text = [f"Briefing number {number}", *chance.sample(parts, 6), f"Number {number} ends."]
        file.write_text("\n\n".join(text), "utf-8")
    path = folder / "library.db"
    with Library.open(path, "ann", create=True) as lib:
        list(add(lib, [str(file) for file in files], jobs=1))
        for briefing in reading.briefings(lib):
            length = len(reading.article(lib, briefing.id).body)
            for place in range(MARKS):
                start = chance.randrange(length - 60)
                span = Span(start, start + chance.randrange(20, 60))
                tagging.tag(lib, Passage(briefing.id, span), [chance.choice(TAGS)], f"note {place}")
    return path


def main() -> None:
    """Damage, save and count."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=int, nargs="+", default=[1, 4, 16])
    parser.add_argument("--seeds", type=int, default=50)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = library(folder)
        content, damaged, saved = path.read_bytes(), folder / "damaged.db", folder / "saved.db"
        count = len(content) // PAGE
        with Library.open(path, "ann") as lib:
            marks = {
                (mark.anchor.exact, mark.tags, mark.note, mark.author) for mark in tagging.annotations(lib)
            }
            texts = {reading.article(lib, one.id).body for one in reading.briefings(lib)}
        print(f"{len(texts)} briefings, {len(marks):,} annotations, {count:,} pages of {PAGE:,} bytes")
        print("pages lost  annotations back: mean, least   texts back: mean, least   seconds   unsound")
        for lost in asked.pages:
            shares, kept, seconds, unsound = [], [], [], 0
            for seed in range(asked.seeds):
                bad = bytearray(content)
                for number in random.Random(seed).sample(range(count), lost):
                    bad[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
                damaged.write_bytes(bad)
                began = time.perf_counter()
                salvage(damaged, saved)
                seconds.append(time.perf_counter() - began)
                found = condition(saved)
                unsound += bool(found.faults or found.mendable)
                with Library.open(saved, "ann") as lib:
                    back = {(m.anchor.exact, m.tags, m.note, m.author) for m in tagging.annotations(lib)}
                    bodies = {reading.article(lib, one.id).body for one in reading.briefings(lib)}
                shares.append(len(back & marks) / len(marks))
                kept.append(len(bodies & texts) / len(texts))
                saved.unlink()
            mean, middle = sum(shares) / len(shares), sum(kept) / len(kept)
            print(
                f"{lost:10}  {mean:10.2%} {min(shares):10.2%} {middle:16.2%} {min(kept):10.2%}"
                f" {max(seconds):12.1f} {unsound:9}"
            )


if __name__ == "__main__":
    main()
