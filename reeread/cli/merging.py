"""`reeread merge`: other people's annotations."""

from collections.abc import Sequence
from pathlib import Path

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.model.arrival import STATUSES, Row
from reeread.model.errors import ReereadError

_SHOWN = 60
"""Rows that a person is shown of one file."""
_QUOTE = 60


@click.command(
    "merge",
    cls=Command,
    writes=True,
    examples=("reeread merge colleague.json", "reeread merge colleague.json project.qdpx --yes"),
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do it; without, it is only said what would come in.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each thing of the files.")
@click.pass_context
def merge_command(ctx: click.Context, files: tuple[Path, ...], yes: bool, as_json: bool) -> None:
    """Bring in what others marked: our JSON, W3C Web Annotations, Hypothes.is, REFI-QDA (.qdpx, .qdc), Taguette.

    Without --yes nothing changes: each thing is listed as new, changed, unsure or refused. With it the library is copied
    first, and one undo takes a file back. Exit code 1 if anything was refused.
    """
    from reeread.library import merging

    wrong = looked = False
    with library(ctx, create=yes) as lib:
        for file in files:
            try:
                bundle = merging.read(file)
                rows = merging.merge(lib, bundle) if yes else merging.preview(lib, bundle)
            except ReereadError as error:
                failure.say(f"{file}: {error}" if str(file) not in str(error) else str(error))
                wrong = True
                continue
            looked = True
            wrong = wrong or any(row.status == "refused" for row in rows)
            if as_json:
                for row in rows:
                    output.json_line({"file": str(file), **row._asdict()})
                continue
            _tell(file, bundle.format, rows, merged=yes)
    if looked and not yes and not as_json:
        output.line("Nothing was changed. With --yes it is done.")
    ctx.exit(int(wrong))


def _tell(file: Path, format: str, rows: Sequence[Row], *, merged: bool) -> None:
    """Print what became of a file: counts, then what a person should look at."""
    kinds: dict[str, dict[str, int]] = {}
    for row in rows:
        counts = kinds.setdefault(row.kind, dict.fromkeys(STATUSES, 0))
        counts[row.status] += 1
    output.line(f"{file} ({format}), {'merged' if merged else 'looked at'}:")
    show(
        (Column(""), *(Column(status, number=True) for status in STATUSES)),
        ((f"{kind}s", *(f"{counts[status]:,}" for status in STATUSES)) for kind, counts in kinds.items()),
    )
    notable = [row for row in rows if row.status in ("changed", "unsure", "refused") or row.why]
    if notable:
        output.line("")
        show(
            (Column("status"), Column("what"), Column("which", long=True), Column("why", long=True)),
            ((row.status, row.kind, _short(row.what), row.why) for row in notable[:_SHOWN]),
        )
    if len(notable) > _SHOWN:
        output.line(f"… and {len(notable) - _SHOWN:,} more: --json lists all.")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else f"{line[: _QUOTE - 1]}…"
