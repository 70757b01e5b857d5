"""Pages flattened to text as a browser's clipboard has them: what the rules for plain text make of their lines.

python bench/clipboard.py FOLDER [--part seen|unseen] [--show N], where FOLDER is a checkout of article-extraction-benchmark
(scrapinghub): its pages give the lines and their kinds, its articles by hand say which lines are no furniture. Nothing of
them is kept. The seen half, by the SHA-256 of the page's key, is for whoever writes rules; figures are the other's.
"""

import argparse
import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import repeat
from pathlib import Path

from lxml import html

from reeread.model.body import BlockKind
from reeread.text.blocks import blocks

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_RUN = 4
_ENOUGH = 0.5
"""Share of a line's runs of four words that stand in the article, from which on it is a line of it."""
_APART = ("p", "h1", "h2", "h3", "h4", "h5", "h6")
"""Elements with a blank line before and after them, as browsers copy them."""
_LINES = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "h1", "h2", "h3", "h4", "h5", "h6",
})  # fmt: skip
_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "head", "title", "meta", "link", "select", "option", "textarea", "iframe", "svg",
    "math", "object", "audio", "video", "canvas", "datalist",
})  # fmt: skip
_KINDS: Mapping[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    **dict.fromkeys(("li", "dt", "dd"), BlockKind.ITEM),
    "blockquote": BlockKind.QUOTE,
}
_TOLD = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.ITEM, BlockKind.QUOTE)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page as it is copied."""

    text: str
    kind: BlockKind
    """By the element that it stands in."""
    title: bool
    """Whether it is a heading of the first rank."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A line, what it is, and what the rules say that it is."""

    line: Line
    article: bool
    """Whether it is part of the article, or its title."""
    said: BlockKind


def main() -> None:
    """Print the tables, and some lines that were hidden and are of the article if asked to."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--part", choices=("seen", "unseen"), default="unseen")
    arguments.add_argument("--show", type=int, default=0, help="so many wrong lines of the seen part")
    given = arguments.parse_args()
    truth = json.loads((given.folder / "ground-truth.json").read_text("utf-8"))
    keys = [key for key in truth if (sha256(key.encode()).digest()[0] % 2 == 0) == (given.part == "seen")]
    with ProcessPoolExecutor() as pool:
        articles = (truth[key]["articleBody"] for key in keys)
        lines = [line for page in pool.map(judged, repeat(given.folder), keys, articles) for line in page]
    print(f"{len(keys)} pages, {given.part}, {len(lines):,} lines\n")
    _print_furniture(lines)
    _print_kinds([one for one in lines if one.article and not one.line.title])
    if given.show and given.part == "seen":
        for one in [one for one in lines if one.article and one.said is BlockKind.FURNITURE][: given.show]:
            print(f"hidden: {one.line.text[:150]}")
    sys.exit(not lines)


def judged(folder: Path, key: str, article: str) -> list[Judged]:
    """Return the lines of a page with what they are and what the rules say."""
    page = list(lines(gzip.decompress((folder / "html" / f"{key}.html.gz").read_bytes())))
    text = "\n".join(line.text for line in page)
    found = blocks(text)
    whole, runs = {_plain(one) for one in article.split("\n")}, _runs(article)
    at, block, judged = 0, 0, []
    for line in page:
        while block + 1 < len(found) and found[block].end <= at:
            block += 1
        if line.text:
            belongs = line.title or _belongs(line.text, whole, runs)
            judged.append(Judged(line, belongs, found[block].kind))
        at += len(line.text) + 1
    return judged


def lines(raw: bytes) -> Iterator[Line]:
    """Yield the lines of a page as a browser copies them, blank ones with them: its style sheets are not known."""
    tree = html.document_fromstring(raw, parser=html.HTMLParser(encoding=_charset(raw)))
    body = tree.find("body")
    line: list[str] = []
    state = BlockKind.PARAGRAPH, False
    blank = True

    def ended(apart: bool) -> Iterator[Line]:
        nonlocal blank
        text = _SPACES.sub(" ", "".join(line)).strip()
        line.clear()
        if text:
            blank = False
            yield Line(text, *state)
        if apart and not blank:
            blank = True
            yield Line("", BlockKind.PARAGRAPH, False)

    for event, name, text, kind in _walked(tree if body is None else body):
        if event == "text":
            line.append(text)
            continue
        if name in ("td", "th"):
            line.append("\t")
        if name == "br" or name in _LINES:
            yield from ended(name in _APART)
        state = kind
    yield from ended(False)


def _walked(
    element: html.HtmlElement, kind: tuple[BlockKind, bool] = (BlockKind.PARAGRAPH, False)
) -> Iterator[tuple[str, str, str, tuple[BlockKind, bool]]]:
    """Yield starts, texts and ends in order, each with the kind of what follows."""
    stack: list[tuple[html.HtmlElement, tuple[BlockKind, bool], bool]] = [(element, kind, False)]
    while stack:
        one, outside, leaving = stack.pop()
        name = one.tag if isinstance(one.tag, str) else ""
        if leaving:
            yield "end", name, "", outside
        elif name and name not in _UNSEEN and "hidden" not in one.attrib:
            inside = (_KINDS[name], name == "h1") if name in _KINDS else outside
            yield "start", name, "", inside
            if one.text:
                yield "text", name, one.text, inside
            stack.append((one, outside, True))
            stack.extend((child, inside, False) for child in reversed(one))
            continue
        if one.tail and one is not element:
            yield "text", name, one.tail, outside


def _charset(raw: bytes) -> str:
    try:
        raw.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        return "cp1252"


def _print_furniture(lines: Iterable[Judged]) -> None:
    counts = Counter((one.said is BlockKind.FURNITURE, one.article) for one in lines)
    hidden, shown = counts[True, False] + counts[True, True], counts[True, False] + counts[False, False]
    print(
        "| furniture | lines | precision | recall | of the article hidden |\n| --- | ---: | ---: | ---: | ---: |"
    )
    print(
        f"| by the rules | {hidden:,} | {counts[True, False] / max(1, hidden):.4f}"
        f" | {counts[True, False] / max(1, shown):.3f}"
        f" | {counts[True, True]:,} of {counts[True, True] + counts[False, True]:,} |\n"
    )


def _print_kinds(lines: Iterable[Judged]) -> None:
    pairs = Counter((one.line.kind, _said(one.said)) for one in lines)
    print("| kind by its element | lines | precision | recall |\n| --- | ---: | ---: | ---: |")
    for kind in _TOLD:
        true = sum(count for (is_, _), count in pairs.items() if is_ is kind)
        said = sum(count for (_, says), count in pairs.items() if says is kind)
        print(
            f"| {kind.value} | {true:,} | {pairs[kind, kind] / max(1, said):.3f}"
            f" | {pairs[kind, kind] / max(1, true):.3f} |"
        )
    right = sum(count for (is_, says), count in pairs.items() if is_ is says)
    print(f"| all | {pairs.total():,} | {right / max(1, pairs.total()):.3f} | |\n")


def _said(kind: BlockKind) -> BlockKind:
    return BlockKind.HEADING if kind is BlockKind.TITLE else kind


def _belongs(line: str, whole: set[str], runs: set[tuple[str, ...]]) -> bool:
    """Return whether a line is one of the article's, by its words; a short one as a whole line of it only."""
    own = _runs(line)
    return _plain(line) in whole or (bool(own) and len(own & runs) >= _ENOUGH * len(own))


def _runs(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip().lower()


if __name__ == "__main__":
    main()
