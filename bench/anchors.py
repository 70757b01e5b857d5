"""Find sentences again after eleven kinds of change, and compare with the exact quote nearest to its old place.

    bench/anchors.py [FOLDER] [--spans 500] [--long 1000000] [--seed 1] [--misses]

FOLDER holds texts to make documents of, the seeds by default. A passage is found rightly where it is said to stand,
beyond doubt, at a place that shares at least nine tenths of the characters with the true one; one that was deleted is
found rightly as an orphan. "silently wrong" is any other place that is said beyond doubt. Where passages went is known
from the edits (changes.py). Times are of the processor; "alone" includes the comparison of the two bodies for one
passage, "each" is what 25 passages of one document take, the comparison included.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from articles import article
from changes import KINDS, Change, marked, unmarked
from rich.console import Console
from rich.table import Table

from reeread.model.annotation import Anchor, AnchorState
from reeread.model.span import Span
from reeread.text.anchoring import Finder
from reeread.text.anchors import anchor, occurrences
from reeread.text.blocks import blocks
from reeread.text.sentences import sentences

SEEDS = Path(__file__).resolve().parent.parent / "seeds"
OTHERS = Path(__file__).resolve().parent.parent / "tests" / "data" / "gold" / "training"
"""Where what is put into documents comes from."""
OUTCOMES = ("right", "review", "silently wrong", "lost")
_SHORT = 10_000
_SHORTEST = 20
_EACH = 25
_SHARED = 0.9

Method = Callable[[Anchor], tuple[Span | None, bool]]
"""Says where an anchor stands, None for nowhere, and whether beyond doubt."""


class Case(NamedTuple):
    """A document, the passages in it, what it became, and where they stand then."""

    old: str
    spans: Sequence[Span]
    new: str
    truths: Sequence[Span | None]


def main() -> None:
    """Print a table for short documents and one for a long one."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", nargs="?", type=Path, default=SEEDS)
    asked.add_argument(
        "--spans", type=int, default=500, help="of documents of 10 KB, for each kind of change"
    )
    asked.add_argument("--long", type=int, default=1_000_000, help="characters of the long text, 0 for none")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--misses", action="store_true", help="print what was not found rightly")
    given = asked.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(given.folder.rglob("*.txt"))]
    new = [one for path in sorted(OTHERS.glob("*.txt")) for one in flat(path.read_text("utf-8"))]
    told = partial(tell, given.misses)
    short = [(kind, short_cases(texts, new, kind, given.seed, given.spans)) for kind in KINDS]
    show(f"{given.spans} sentences of documents of 10 KB, for each kind of change", short, told)
    if given.long:
        long = [(kind, [long_case(given.long, new, kind, given.seed)]) for kind in KINDS]
        show(f"a text of {given.long:,} bytes with 200 passages", long, told)


def show(
    title: str, kinds: Sequence[tuple[str, Iterator[Case] | list[Case]]], told: "Callable[..., None]"
) -> None:
    """Print the outcomes for each kind of change and over all, and what finding took."""
    table = Table(
        "change",
        *OUTCOMES,
        "alone, ms",
        "each, ms",
        "nearest exact quote: right",
        "silently wrong",
        title=title,
    )
    whole, whole_nearest, spent = Counter[str](), Counter[str](), Counter[str]()
    for kind, cases in kinds:
        counts, nearest, times = Counter[str](), Counter[str](), Counter[str]()
        for case in cases:
            measure(case, counts, nearest, times, partial(told, kind))
        table.add_row(kind, *row(counts, nearest, times))
        whole, whole_nearest, spent = whole + counts, whole_nearest + nearest, spent + times
    table.add_section()
    table.add_row("all", *row(whole, whole_nearest, spent))
    Console(width=150).print(table)


def row(counts: Counter[str], nearest: Counter[str], times: Counter[str]) -> list[str]:
    """Return the cells of a row: shares in percent, milliseconds."""

    def share(counted: Counter[str], name: str) -> str:
        return f"{100 * counted[name] / counted.total():.1f}"

    alone = f"{1000 * times['alone'] / times['alone times']:.2f}" if times["alone times"] else ""
    each = f"{1000 * times['each'] / times['each times']:.2f}"
    shares = [share(counts, name) for name in OUTCOMES]
    return [*shares, alone, each, share(nearest, "right"), share(nearest, "silently wrong")]


def measure(
    case: Case, counts: Counter[str], nearest: Counter[str], times: Counter[str], told: Callable[..., None]
) -> None:
    """Count how the passages of one case are found, and add up the time that it takes."""
    anchors = [anchor(case.old, span) for span in case.spans]
    start = time.process_time()
    finder = Finder(case.new, case.old)
    found = [finder.find(one) for one in anchors]
    took = time.process_time() - start
    for one, place, truth in zip(anchors, found, case.truths, strict=True):
        sure = place.state in (AnchorState.ANCHORED, AnchorState.MOVED)
        counts[said := outcome(place.span, sure, truth)] += 1
        plain = to_the_letter(case.new, one)
        nearest[outcome(plain, plain is not None, truth)] += 1
        if said != "right":
            told(said, one, place.span, truth, case.new)
    if len(anchors) > 1:
        times["each"] += took
        times["each times"] += len(anchors)
        return
    others = [anchor(case.old, span) for span in spans(case.old)[:_EACH]]
    start = time.process_time()
    finder = Finder(case.new, case.old)
    for one in others:
        finder.find(one)
    times["each"] += time.process_time() - start
    times["each times"] += len(others)
    times["alone"] += took
    times["alone times"] += 1


def outcome(found: Span | None, sure: bool, truth: Span | None) -> str:
    """Return what finding a passage there comes to."""
    if found is None:
        return "right" if truth is None else "lost"
    if not sure:
        return "review"
    return "right" if truth is not None and same(found, truth) else "silently wrong"


def same(one: Span, other: Span) -> bool:
    """Return whether nine tenths of the characters in either span are in both."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= _SHARED * (max(one.end, other.end) - min(one.start, other.start))


def to_the_letter(body: str, anchor: Anchor) -> Span | None:
    """Return the place nearest to the old one where the quote stands to the letter: what is compared with."""
    places = occurrences(body, anchor.exact)
    return min(places, key=lambda one: abs(one.start - anchor.start), default=None)


def tell(
    asked: bool, kind: str, said: str, anchor: Anchor, found: Span | None, truth: Span | None, body: str
) -> None:
    """Print a passage that was not found rightly, if that is asked for."""
    if asked:
        print(f"{kind}: {said}\n  passage  {anchor.exact!r}")
        for name, span in (("stands", truth), ("found", found)):
            print(f"  {name:8} {span.within(body)!r}" if span else f"  {name:8} nowhere")


def short_cases(texts: Sequence[str], new: Sequence[str], kind: str, seed: int, count: int) -> Iterator[Case]:
    """Yield documents joined from texts, in each one sentence to find again."""
    for number in range(count):
        rng = random.Random(f"{seed} {kind} {number}")
        old = document(texts, random.Random(f"{seed} {number}"))
        yield changed(old, [rng.choice(spans(old))], new, KINDS[kind], rng)


def long_case(size: int, new: Sequence[str], kind: str, seed: int) -> Case:
    """Return a long text with two hundred sentences to find again; most sentences in it have near twins."""
    rng = random.Random(f"{seed} {kind}")
    old = article(size)
    return changed(old, sorted(rng.sample(spans(old), 200)), new, KINDS[kind], rng)


def changed(old: str, chosen: Sequence[Span], new: Sequence[str], change: Change, rng: random.Random) -> Case:
    """Return what becomes of a document; what is put into it says nothing that its passages say."""
    said = {" ".join(one.within(old).split()) for one in chosen}
    body, found = unmarked(
        change(marked(old, chosen), rng, [one for one in new if one not in said]), len(chosen)
    )
    return Case(old, chosen, body, [one and bare(body, one) for one in found])


def bare(body: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    text = span.within(body)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, max(start, span.start + len(text.rstrip())))


def document(texts: Sequence[str], rng: random.Random) -> str:
    """Return about 10 KB of texts one after the other."""
    parts: list[str] = []
    for text in rng.sample(texts, len(texts)):
        parts.append(text)
        if sum(map(len, parts)) > _SHORT:
            break
    return "\n\n".join(parts)[: round(1.2 * _SHORT)]


def spans(text: str) -> list[Span]:
    """Return the sentences of a text that are not very short."""
    return [one for block in blocks(text) for one in sentences(text, block) if len(one) >= _SHORTEST]


def flat(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    return [" ".join(one.within(text).split()) for one in spans(text)]


if __name__ == "__main__":
    main()
