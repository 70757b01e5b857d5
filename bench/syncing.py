"""Measure a shared hub: events of annotations pushed and pulled in a second, the library's own work included.

    bench/syncing.py ADDRESS [--events N]

ADDRESS is a hub made for this by `reeread hub init`; what is pushed stays there. A push counts from the log to the hub's
acknowledgement and the local mark; a pull from the request to the last local commit. Four of five events make an
annotation with a tag and a note, the fifth changes the note of one.
"""

import argparse
import tempfile
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from reeread.library import Library, adding, tagging
from reeread.library.syncing import sync
from reeread.model.annotation import Passage
from reeread.model.span import Span

_PASSAGES = 4_000
"""Annotations on one briefing."""


def main() -> None:
    """Print one table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("address")
    arguments.add_argument("--events", type=int, default=50_000)
    given = arguments.parse_args()
    table = Table("what", "events", "seconds", "events/s", "reach", title="shared hub")
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        with (
            Library.open(here / "one.db", "one", create=True) as one,
            Library.open(here / "other.db", "other", create=True) as other,
        ):
            sync(other, given.address)
            write(one, here, given.events)
            for what, lib, reach in (("push", one, "≥ 8,000"), ("pull", other, "≥ 15,000")):
                begun = time.perf_counter()
                done = sync(lib, given.address)
                seconds = time.perf_counter() - begun
                count = done.pushed if what == "push" else done.pulled
                table.add_row(what, f"{count:,}", f"{seconds:.2f}", f"{count / seconds:,.0f}", reach)
    Console(width=100).print(table)


def write(lib: Library, folder: Path, events: int) -> None:
    """Make so many events in a library."""
    made = 0
    while made < events:
        source = folder / f"{made}.txt"
        source.write_text(f"Report {made}\n\n" + "The port handles goods of many kinds. " * 110)
        (outcome,) = adding.add(lib, [str(source)], jobs=1)
        assert outcome.briefing is not None
        made += 1
        with lib.store.together():
            for place in range(min(_PASSAGES, events - made)):
                changed = place % 5 == 4
                start = place - changed
                passage = Passage(outcome.briefing.id, Span(start, start + 9))
                if changed:
                    tagging.note(lib, passage, f"another note {place}")
                else:
                    tagging.tag(lib, passage, ["risk"], f"note {place}")
                made += 1


if __name__ == "__main__":
    main()
