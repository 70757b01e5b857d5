"""What the blocks of a parse are by their words: title, bylines and junk told apart from prose."""

from collections.abc import Sequence

from reeread.model.body import Block, BlockKind
from reeread.text import furniture
from reeread.text.patterns import patterns

_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)


def told_apart(body: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks without white space around them and empty ones, each with its kind.

    The first heading of level 1, else one above all prose, becomes the title unless there is one; paragraphs that
    a rule knows become bylines, datelines or furniture.
    """
    found = [block for block in (_stripped(body, block) for block in blocks) if block.start < block.end]
    texts = [body[block.start : block.end] for block in found]
    junk = furniture.code(texts, [1] * len(texts))
    rules = patterns()
    for at, block in enumerate(found):
        if block.kind is BlockKind.PARAGRAPH:
            kind = BlockKind.FURNITURE if junk[at] else rules.kind(texts[at])
            found[at] = block._replace(kind=kind or block.kind)
    title = _title_at(found, texts)
    if title is not None:
        found[title] = found[title]._replace(kind=BlockKind.TITLE)
    if all(block.kind is BlockKind.FURNITURE for block in found):
        found = [
            block._replace(kind=BlockKind.PARAGRAPH) for block in found
        ]  # hiding everything helps nobody
    return tuple(found)


def _title_at(blocks: Sequence[Block], texts: Sequence[str]) -> int | None:
    """Return which heading is the title, if none is yet: the first of level 1, else one above all prose."""
    if any(block.kind is BlockKind.TITLE for block in blocks):
        return None
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING and block.level == 1:
            return at
    for at, block in enumerate(blocks):
        if block.kind in _PROSE:
            return None
        if block.kind is BlockKind.HEADING and texts[at].strip(" :").casefold() not in patterns().sections:
            return at
    return None


def _stripped(body: str, block: Block) -> Block:
    text = body[block.start : block.end]
    start = block.start + len(text) - len(text.lstrip())
    return block._replace(start=start, end=max(start, block.start + len(text.rstrip())))
