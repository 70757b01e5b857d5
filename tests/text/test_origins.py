"""Runs of words by which copies of one text are told and found."""

import random

from reeread.model.body import Block, BlockKind
from reeread.text.origins import copies, runs, shingles

WORDS = [
    f"{first}{second}"
    for first in ("har", "min", "tor", "vel", "sab")
    for second in ("bour", "ing", "y", "s")
]


def text(seed: int, count: int = 300) -> str:
    """Return words by chance."""
    return " ".join(random.Random(seed).choices([f"{word}{seed}" for word in WORDS], k=count))


def blocks(body: str, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Block, ...]:
    """Return a body as one block."""
    return (Block(kind, 0, len(body)),)


def test_half_of_the_shorter_text_makes_a_copy() -> None:
    """It is the shorter text's share that counts, and half of it is enough."""
    words = [f"word{number}" for number in range(33)]
    long = " ".join(words[:18]) + " " + text(1)
    for shared, copied in ((18, True), (17, False)):  # of thirty runs fifteen, and fourteen
        short = " ".join(words[:shared] + [f"other{number}" for number in range(33 - shared)])
        assert copies(shingles(short, blocks(short)), shingles(long, blocks(long))) == copied


def test_a_sentence_in_common_makes_no_copy_of_two_notes() -> None:
    """A text of a few words is a copy only if the other one holds all of them."""
    note, other = "Prices rose by 12 percent. The port reopened on Monday.", "Prices rose by 12 percent."
    longer = f"{note} {text(1)}"
    assert not copies(
        shingles(note, blocks(note)), shingles(f"{other} Ships wait.", blocks(other + " Ships wait."))
    )
    assert copies(shingles(note, blocks(note)), shingles(longer, blocks(longer)))


def test_texts_without_a_run_are_no_copies() -> None:
    """Three words are too few to be the same text, even if they are the same."""
    few = shingles("a b c", blocks("a b c"))
    assert few == frozenset() and not copies(few, few)
    found = runs("a b c", blocks("a b c"))
    assert (found.landmarks, found.probes, found.shingles) == ((), (), frozenset())


def test_furniture_makes_no_copy() -> None:
    """Pages of one site share their menus, and are no copies of each other for it."""
    menu, one, two = (
        "Home News Sport Weather Travel Shop About us\n",
        "First words of one.",
        "Other words stand here.",
    )
    found = []
    for own in (one, two):
        body = menu + own
        kinds = Block(BlockKind.FURNITURE, 0, len(menu)), Block(BlockKind.PARAGRAPH, len(menu), len(body))
        found.append(shingles(body, kinds))
    assert found[0].isdisjoint(found[1])


def test_landmarks_of_a_text_are_asked_for_by_whoever_holds_it() -> None:
    """A text within another is found by most of its landmarks, and each landmark is a probe."""
    part = text(1)
    whole = f"{text(2)} {part} {text(3)}"
    asked, kept = runs(whole, blocks(whole)), runs(part, blocks(part))
    assert set(asked.landmarks) <= set(asked.probes)
    assert len(set(kept.landmarks) & set(asked.probes)) >= len(kept.landmarks) - 2 >= 2
    assert len(kept.landmarks) < len(kept.probes) < len(kept.every) / 4
