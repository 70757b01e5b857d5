"""Libraries of many small briefings, written at once."""

from collections.abc import Sequence

from reeread.library import Library
from reeread.model.body import Block, BlockKind, Meta, Parsed
from reeread.model.extraction import Highlight
from reeread.store import versions


def fill(lib: Library, count: int, *, stack: Sequence[str] = ()) -> list[str]:
    """Add so many briefings of other titles, dates and lengths, and return their ids in the order of adding."""
    new = []
    for number in range(count):
        body = f"Briefing {number}\n\nThe levy of {number} euros may rise." + " It did." * (number % 7)
        title = f"{'ÄéaBz'[number % 5]}bout {number * 7919 % count}"
        meta = Meta(
            title, published=f"20{number % 30:02}-01-01" if number % 3 else "", byline=f"desk {number % 4}"
        )
        blocks = (Block(BlockKind.PARAGRAPH, 0, len(body)),)
        found = (Highlight(0, len(body), body, BlockKind.PARAGRAPH, 0.5, True),)
        parsed = Parsed(body, blocks, meta)
        new.append((f"folder/{number}.txt", versions.prepared(parsed, body.encode(), found, "test")))
    with lib.store.together(), lib.store.deed("add", lib.author) as deed:
        return versions.add(deed, new, stack)
