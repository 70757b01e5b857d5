"""Long bodies, read part by part."""

from itertools import chain

from reeread.extract import PART, extract, part, parts
from reeread.model.body import Block, BlockKind
from reeread.text.blocks import blocks

SENTENCE = "Prices of magnet {} may rise by 5% in May, the ministry said. "
LONG = "\n\n".join("".join(SENTENCE.format(5 * p + s) for s in range(5)).rstrip() for p in range(1800))


def test_a_long_body_is_its_parts_one_after_another() -> None:
    """Any part read alone is what the whole has there, and together they are the whole, in order."""
    shape = blocks(LONG)
    whole, found = extract(LONG, shape), list(parts(LONG, shape))
    assert len(found) == len(LONG) // PART + 1 > 2
    assert tuple(chain.from_iterable(found)) == whole
    assert part(LONG, shape, 1) == found[1]
    assert len(whole) == LONG.count("said.")
    assert [one.start for one in whole] == sorted(one.start for one in whole)


def test_every_part_has_key_sentences() -> None:
    """Ranking is by part, so that the end of a long body is not left without key sentences."""
    for found in parts(LONG, blocks(LONG)):
        assert 0.2 < sum(one.key for one in found) / len(found) < 0.3


def test_a_block_belongs_to_the_part_in_which_it_begins() -> None:
    """A block over a border is read once and whole, and a part without a beginning is empty."""
    body = SENTENCE.format(0) * (2 * PART // len(SENTENCE.format(0)) + 1)
    shape = (Block(BlockKind.PARAGRAPH, 0, len(body.rstrip())),)
    found = list(parts(body, shape))
    assert len(found) == 3
    assert len(found[0]) == body.count("said.") and not found[1] and not found[2]


def test_a_reading_can_be_stopped_at_any_sentence() -> None:
    """Once it is told to stop, no other sentence is read and nothing comes back."""
    asked: list[bool] = []

    def stop() -> bool:
        asked.append(len(asked) > 10)
        return asked[-1]

    assert part(LONG, blocks(LONG), 0, stop) == ()
    assert len(asked) == 12
