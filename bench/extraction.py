"""Score the suggested tags against labelled files and time the extraction.

    extraction.py GOLD [--labels NAME]… [--rounds N]

GOLD is a folder of labelled files as `score_tags.py` reads them: NAME_tags.jsonl beside a folder of its documents
(NAME or NAMEs). Sentences are scored as the reader sees them: blocks and sentences are cut by the program, a labelled
sentence gets the tags of what lies at least half inside it, and what a labeller was unsure of counts neither way.
"""

import argparse
import collections
import json
import time
from pathlib import Path
from typing import Any

from reeread.extract import METHOD, extract
from reeread.model.extraction import Highlight
from reeread.text.blocks import blocks

TAGS = ("risk", "commitment", "speculation", "confirmed")
Row = dict[str, Any]


def body_of(path: Path) -> str:
    """Return the body of a plain-text document."""
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def labelled(path: Path) -> dict[str, list[Row]]:
    """Return the labelled rows of a file by document, in order."""
    rows: dict[str, list[Row]] = collections.defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[row["doc"]].append(row)
    return rows


def documents(path: Path) -> Path | None:
    """Return the folder of documents that belongs to a labelled file, None when there is none."""
    name = path.name.removesuffix("_tags.jsonl")
    around = [path.parent / name, path.parent / f"{name}s", path.parent.parent / f"{name}s"]
    return next((folder for folder in around if folder.is_dir()), None)


def tags_inside(found: tuple[Highlight, ...], start: int, end: int) -> set[str]:
    """Return the tags of the sentences that lie at least half inside these places."""
    return {
        tag.tag
        for h in found
        if 0 < (h.end - h.start) / 2 <= min(end, h.end) - max(start, h.start)
        for tag in h.tags
    }


def count(path: Path, folder: Path) -> dict[str, collections.Counter[str]]:
    """Return hits and misses for each tag: tp, fp, fn, tn."""
    counts: dict[str, collections.Counter[str]] = {tag: collections.Counter() for tag in TAGS}
    for doc, rows in labelled(path).items():
        body = body_of(folder / doc)
        found = extract(body, blocks(body))
        at = 0
        for row in rows:
            start = body.find(row["text"], at)
            start = start if start >= 0 else body.find(row["text"])
            at = start + 1
            given = tags_inside(found, start, start + len(row["text"]))
            for tag in TAGS:
                if tag not in row.get("unsure", ()):
                    wanted, got = tag in row["tags"], tag in given
                    counts[tag]["tp" if wanted and got else "fn" if wanted else "fp" if got else "tn"] += 1
    return counts


def f1(counts: collections.Counter[str]) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * counts["tp"] / max(1, 2 * counts["tp"] + counts["fp"] + counts["fn"])


def tag_everything(counts: collections.Counter[str]) -> float:
    """Return the F1 of giving the tag to every sentence."""
    share = (counts["tp"] + counts["fn"]) / max(1, sum(counts.values()))
    return 2 * share / (1 + share)


def hedges(path: Path) -> tuple[collections.Counter[str], int]:
    """Return hits and misses of speculation on single sentences of abstracts, and how many there are."""
    counts: collections.Counter[str] = collections.Counter()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        body = row["text"].strip() + ("" if row["text"].rstrip().endswith((".", "?", "!")) else ".")
        got = any(tag.tag == "speculation" for h in extract(body, blocks(body)) for tag in h.tags)
        counts[
            "tp" if row["speculation"] and got else "fn" if row["speculation"] else "fp" if got else "tn"
        ] += 1
    return counts, len(rows)


def rate(texts: list[str], rounds: int) -> float:
    """Return sentences per second of processor time, blocks and sentences included, the best of several rounds."""
    best = 0.0
    for _ in range(rounds):
        begin = time.process_time()
        done = sum(len(extract(text, blocks(text))) for text in texts)
        best = max(best, done / (time.process_time() - begin))
    return best


def main() -> None:
    """Print F1 for each tag of each labelled file, then the speed over all their documents."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument(
        "--labels", action="append", default=[], help="only NAME_tags.jsonl; can stand several times"
    )
    ask.add_argument("--rounds", type=int, default=3)
    args = ask.parse_args()
    texts: list[str] = []
    print(f"Method {METHOD}.\n")
    print("| labels | risk | commitment | speculation | confirmed | macro | tagging everything |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for path in sorted(args.gold.glob("*_tags.jsonl")):
        name = path.name.removesuffix("_tags.jsonl")
        folder = documents(path)
        if folder is None or (args.labels and name not in args.labels):
            continue
        counts = count(path, folder)
        values = [f1(counts[tag]) for tag in TAGS]
        base = sum(tag_everything(counts[tag]) for tag in TAGS) / len(TAGS)
        cells = " | ".join(f"{value:.3f}" for value in (*values, sum(values) / len(values), base))
        print(f"| {name} | {cells} |")
        texts += [body_of(document) for document in sorted(folder.iterdir()) if document.suffix == ".txt"]
    for path in sorted(args.gold.glob("bioscope_abstracts.jsonl")):
        if not args.labels or "bioscope" in args.labels:
            counted, size = hedges(path)
            print(
                f"| bioscope ({size} sentences) | | | {f1(counted):.3f} | | | {tag_everything(counted):.3f} |"
            )
    if texts:
        print(f"\n{rate(texts, args.rounds):,.0f} sentences/s on one core: blocks, sentences and extraction.")


if __name__ == "__main__":
    main()
