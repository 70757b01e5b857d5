"""Importers against files that others made: main text, entries, and what opens.

python -m bench.importing FOLDER, where FOLDER holds checkouts, any of them, under the names of their repositories:
article-extraction-benchmark (scrapinghub), trafilatura (adbar), python-mammoth (mwilliamson), feedparser (kurtmckee),
sample-files (py-pdf). Nothing of them is kept.
"""

import argparse
import gzip
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from reeread.model.body import BlockKind, Parsed
from reeread.model.errors import SourceError
from reeread.sources import parse, parse_all

_WORD = re.compile(r"\w+")
_SPACES = re.compile(r"\s+")
_SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    data: str
    files: int
    measure: str
    value: str
    wanted: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a file."""

    text: str
    kinds: Mapping[str, int]
    error: str


def main() -> None:
    """Print the table of what was found in the folder; end with 1 if nothing was."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    folder: Path = parser.parse_args().folder
    found = [
        row
        for name, measure in _MEASURES.items()
        if (folder / name).is_dir()
        for row in measure(folder / name)
    ]
    print("| data | files | measure | here | wanted | remark |\n| --- | ---: | --- | ---: | ---: | --- |")
    for row in found:
        print(f"| {row.data} | {row.files} | {row.measure} | {row.value} | {row.wanted} | {row.remark} |")
    sys.exit(not found)


def articles(folder: Path) -> Iterable[Row]:
    """Yield precision, recall and F1 of 4-word shingles, each page alike, as that benchmark's own script counts them."""
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    paths = {key: folder / "html" / f"{key}.html.gz" for key in truth}
    read = _read(paths)
    precisions, recalls = [], []
    for key, item in truth.items():
        true, said = _shingles(item["articleBody"]), _shingles(read[key].text)
        both = (true & said).total()
        if said:
            precisions.append(both / said.total())
        if true:
            recalls.append(both / true.total() if said else 0.0)
    precision, recall = mean(precisions), mean(recalls)
    f1 = 2 * precision * recall / (precision + recall)
    remark = f"precision {precision:.3f}, recall {recall:.3f}; {_failures(read.values())}"
    yield Row("article-extraction-benchmark", len(truth), "F1 of main text", f"{f1:.4f}", "≥ 0.96", remark)
    kinds: Counter[str] = Counter()
    for one in read.values():
        kinds.update(one.kinds)
    blocks = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    yield Row("article-extraction-benchmark", len(truth), "blocks by kind", str(kinds.total()), "", blocks)


def passages(folder: Path) -> Iterable[Row]:
    """Yield F1 of passages that are and are not to be in the text, as trafilatura's own evaluation counts them."""
    tests = folder / "tests"
    items = json.loads((tests / "evaldata.json").read_text("utf-8"))
    paths = {
        address: path
        for address, item in items.items()
        for path in (tests / "cache" / item["file"], tests / "eval" / item["file"])
        if path.is_file()
    }
    read = _read(paths)
    hit = wrong = missed = 0
    for address, one in read.items():
        text = _plain(one.text)
        there = sum(_plain(passage) in text for passage in items[address]["with"])
        hit, missed = hit + there, missed + len(items[address]["with"]) - there
        wrong += sum(_plain(passage) in text for passage in items[address]["without"])
    f1 = 2 * hit / (2 * hit + wrong + missed)
    remark = (
        f"precision {hit / (hit + wrong):.3f}, recall {hit / (hit + missed):.3f}; {_failures(read.values())}"
    )
    yield Row("trafilatura", len(paths), "F1 of passages", f"{f1:.4f}", "≥ 0.92", remark)


def documents(folder: Path) -> Iterable[Row]:
    """Yield how many Word documents open; those without a word are said to be so."""
    yield _opening("python-mammoth", sorted((folder / "tests").rglob("*.docx")))


def pages(folder: Path) -> Iterable[Row]:
    """Yield how many PDFs open, and why others do not."""
    yield _opening("sample-files", sorted(folder.rglob("*.pdf")))


def feeds(folder: Path) -> Iterable[Row]:
    """Yield for how many feeds there are as many entries as feedparser finds."""
    import feedparser

    paths = sorted((folder / "tests" / "wellformed").rglob("*.xml"))
    same, reasons = 0, Counter[str]()
    for path in paths:
        raw = path.read_bytes()
        entries = len(feedparser.parse(io.BytesIO(raw)).entries)
        try:
            found = sum(1 for _ in parse_all(raw, path.name, format="feed"))
        except SourceError as error:
            found = 0
            if "DOCTYPE" in error.what:
                reasons["a DOCTYPE, refused"] += 1
                continue
        if found == entries:
            same += 1
        else:
            reasons[f"{entries} entries, {found} here"] += 1
    yield Row("feedparser", len(paths), "same number of entries", str(same), "all", _counted(reasons))


_MEASURES: Mapping[str, Callable[[Path], Iterable[Row]]] = {
    "article-extraction-benchmark": articles,
    "trafilatura": passages,
    "python-mammoth": documents,
    "feedparser": feeds,
    "sample-files": pages,
}


def _opening(name: str, paths: list[Path]) -> Row:
    opened, reasons = 0, Counter[str]()
    for path in paths:
        try:
            parse(path.read_bytes(), path.name)
            opened += 1
        except SourceError as error:
            reasons[error.what.rstrip(".")] += 1
    return Row(name, len(paths), "open", str(opened), "or refused clearly", _counted(reasons))


def _read(paths: Mapping[str, Path]) -> dict[str, Read]:
    with ProcessPoolExecutor() as pool:
        return dict(zip(paths, pool.map(_page, paths.values(), chunksize=8), strict=True))


def _page(path: Path) -> Read:
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    try:
        parsed: Parsed = parse(raw, path.name, format="html")
    except SourceError as error:
        return Read("", {}, error.what)
    shown = [block for block in parsed.blocks if block.kind is not BlockKind.FURNITURE]
    text = "\n".join(parsed.body[block.start : block.end] for block in shown)
    return Read(text, Counter(block.kind.value for block in parsed.blocks), "")


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(
        tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)) if words
    )


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _failures(read: Iterable[Read]) -> str:
    return _counted(Counter(one.error for one in read if one.error)) or "all open"


def _counted(reasons: Mapping[str, int]) -> str:
    return "; ".join(f"{count} × {reason}" for reason, count in reasons.items())


if __name__ == "__main__":
    main()
