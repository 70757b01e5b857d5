"""Score the suggested tags against labelled files and time the extraction.

    extraction.py GOLD [--labels NAME]… [--unread] [--weights FILE] [--words FILE] [--rounds N]

GOLD is a folder of labelled files as `score_tags.py` reads them: NAME_tags.jsonl beside a folder of its documents
(NAME or NAMEs). Sentences are scored as the reader sees them: blocks and sentences are cut by the program, a labelled
sentence gets the tags of what lies at least half inside it, and what a labeller was unsure of counts neither way.

Scored are the rules alone, rules and second opinion together and, with `--words`, an opinion on words alone. `--unread`
keeps to the third of the documents whose name's SHA-256 is divisible by three: nobody read them while the rules were
written, and weights of `train.py --part seen`, handed in by `--weights`, did not learn from them.
"""

import argparse
import collections
import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reeread.extract import METHOD, extract
from reeread.extract.learned.opinion import second
from reeread.extract.learned.weights import Weights, weights
from reeread.extract.lexicon import lexicon
from reeread.extract.reading import SILENT, highlights, is_silent, read
from reeread.extract.sentence import Sentence
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


Extractor = Callable[[str], tuple[Highlight, ...]]


def extractors(by_rules_and_words: Weights | None, words: Weights | None) -> dict[str, Extractor]:
    """Return the ways to read a body that are compared, by name."""
    found: dict[str, Extractor] = {
        "rules": lambda body: extract(body, blocks(body), learned=False),
        "both": lambda body: highlights(body, blocks(body), opinion=lambda _: by_rules_and_words),
    }
    if words is not None:
        found["learned"] = lambda body: alone(body, words)
    return found


def alone(body: str, opinion: Weights) -> tuple[Highlight, ...]:
    """Return the highlights with what the second opinion says when it hears no rules."""
    found = []
    for h in extract(body, blocks(body), learned=False):
        s = Sentence(h.text, lexicon("en"))
        silent = h.block in SILENT or is_silent(h.text, len(s))
        tags = () if silent else second(opinion, read(s), (), h.start)
        found.append(Highlight(h.start, h.end, h.text, h.block, h.score, h.key, tags))
    return tuple(found)


def unread(name: str) -> bool:
    """Return whether a document is of the third that was not read while the rules were written."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def tags_inside(found: tuple[Highlight, ...], start: int, end: int) -> set[str]:
    """Return the tags of the sentences that lie at least half inside these places."""
    return {
        tag.tag
        for h in found
        if 0 < (h.end - h.start) / 2 <= min(end, h.end) - max(start, h.start)
        for tag in h.tags
    }


def count(
    path: Path, folder: Path, extractor: Extractor, keep: Callable[[str], bool] = bool
) -> dict[str, collections.Counter[str]]:
    """Return hits and misses for each tag over the documents to keep: tp, fp, fn, tn."""
    counts: dict[str, collections.Counter[str]] = {tag: collections.Counter() for tag in TAGS}
    for doc, rows in labelled(path).items():
        if not keep(doc):
            continue
        body = body_of(folder / doc)
        found = extractor(body)
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


def row(name: str, how: str, counts: dict[str, collections.Counter[str]]) -> str:
    """Return a line of the table: precision, recall and F1 of each tag, their mean."""
    cells = [
        f"{c['tp'] / max(1, c['tp'] + c['fp']):.3f} {c['tp'] / max(1, c['tp'] + c['fn']):.3f} **{f1(c):.3f}**"
        for c in counts.values()
    ]
    mean = sum(f1(c) for c in counts.values()) / len(counts)
    return f"| {name} | {how} | {' | '.join(cells)} | **{mean:.3f}** |"


def hedges(path: Path, extractor: Extractor) -> tuple[collections.Counter[str], int]:
    """Return hits and misses of speculation on single sentences of abstracts, and how many there are."""
    counts: collections.Counter[str] = collections.Counter()
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for row in rows:
        body = row["text"].strip() + ("" if row["text"].rstrip().endswith((".", "?", "!")) else ".")
        got = any(tag.tag == "speculation" for h in extractor(body) for tag in h.tags)
        counts[
            "tp" if row["speculation"] and got else "fn" if row["speculation"] else "fp" if got else "tn"
        ] += 1
    return counts, len(rows)


def rate(texts: list[str], rounds: int, extractor: Extractor) -> float:
    """Return sentences per second of processor time, blocks and sentences included, the best of several rounds."""
    best = 0.0
    for _ in range(rounds):
        begin = time.process_time()
        done = sum(len(extractor(text)) for text in texts)
        best = max(best, done / (time.process_time() - begin))
    return best


def main() -> None:
    """Print precision, recall and F1 for each tag of each labelled file, then the speed over all documents."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument(
        "--labels", action="append", default=[], help="only NAME_tags.jsonl; can stand several times"
    )
    ask.add_argument("--unread", action="store_true", help="only the unread third of the documents")
    ask.add_argument("--weights", type=Path, help="other weights than the shipped ones")
    ask.add_argument("--words", type=Path, help="weights of `train.py --words-only`")
    ask.add_argument("--rounds", type=int, default=3)
    args = ask.parse_args()
    both = Weights(args.weights.read_bytes()) if args.weights else weights("en")
    words = Weights(args.words.read_bytes()) if args.words else None
    ways = extractors(both, words)
    texts: list[str] = []
    print(f"Method {METHOD}; weights: {both.about['trained'] if both else 'none'}.\n")
    print("| labels | by | " + " | ".join(f"{tag}: P R F1" for tag in TAGS) + " | macro F1 |")
    print("| --- | --- |" + " --- |" * (len(TAGS) + 1))
    for path in sorted(args.gold.glob("*_tags.jsonl")):
        name = path.name.removesuffix("_tags.jsonl")
        folder = documents(path)
        if folder is None or (args.labels and name not in args.labels):
            continue
        keep = unread if args.unread else bool
        for how, extractor in ways.items():
            counts = count(path, folder, extractor, keep)
            print(row(name, how, counts))
        base = [tag_everything(counts[tag]) for tag in TAGS]
        cells = " | ".join(f"**{value:.3f}**" for value in (*base, sum(base) / len(base)))
        print(f"| {name} | tagging everything | {cells} |")
        texts += [body_of(document) for document in sorted(folder.iterdir()) if document.suffix == ".txt"]
    for path in sorted(args.gold.glob("bioscope_abstracts.jsonl")):
        if not args.labels or "bioscope" in args.labels:
            for how, extractor in ways.items():
                counted, size = hedges(path, extractor)
                print(row(f"bioscope, {size} sentences, speculation only", how, {"speculation": counted}))
            print(f"| bioscope | tagging everything | {tag_everything(counted):.3f} |")
    for how, extractor in ways.items():
        if texts and how != "learned":
            speed = rate(texts, args.rounds, extractor)
            print(f"\n{how}: {speed:,.0f} sentences/s on one core: blocks, sentences and extraction.")


if __name__ == "__main__":
    main()
