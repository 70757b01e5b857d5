"""`reeread extract`: sentences of files as JSON lines or Parquet, without a library."""

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.progress import tracked
from reeread.cli.source_options import crew_options, documents, one_crew, source_options
from reeread.library.bulk.crew import FEW, Crew, cores, hired
from reeread.library.bulk.extracting import Failure, Wish
from reeread.library.bulk.partitions import Handled

_PARTITION, _LARGEST = 5_000, 20_000


def _parquet_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give the command the options of writing Parquet."""
    for option in (
        click.option(
            "--partition",
            metavar="N",
            type=click.IntRange(1, _LARGEST),
            help=f"Files in a partition of the folder, {_LARGEST} at most.  [default: {_PARTITION}]",
        ),
        click.option(
            "--claims", is_flag=True, help="With a folder: claims that articles of a partition share."
        ),
        click.option(
            "-o",
            "--output",
            "target",
            metavar="PATH",
            type=click.Path(path_type=Path),
            help="Write Parquet: into a folder, or sentences alone into a file that ends in .parquet.",
        ),
    ):
        command = option(command)
    return command


@click.command(
    "extract",
    cls=Command,
    examples=(
        "reeread extract report.txt",
        "reeread extract - < report.txt",
        "reeread extract notes/ > sentences.jsonl",
        "reeread extract --no-learned report.txt",
        "reeread extract morning/ -o sentences.parquet",
        "reeread extract morning/ --claims --cluster tcp://scheduler.example:8786 -o tables",
    ),
)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@_parquet_options
@crew_options
@click.option(
    "--shared-disk", is_flag=True, help="The cluster opens the files by their paths, as this machine does."
)
@source_options
@click.option(
    "--no-learned", "learned", flag_value=False, default=True, help="Rules alone, without the second opinion."
)
@click.pass_context
def extract_command(
    ctx: click.Context,
    paths: tuple[str, ...],
    target: Path | None,
    claims: bool,
    partition: int | None,
    jobs: int | None,
    cluster: str | None,
    shared_disk: bool,
    encoding: str | None,
    format: str | None,
    max_size: int,
    learned: bool,
) -> None:
    """Print each sentence with its suggested tags, as JSON lines, or write them as Parquet.

    Needs no library. Without a PATH it reads standard input. Offsets count code points of the body.

    A folder of Parquet has the tables sentences, articles and claims in partitions; the same command again keeps
    those that are finished.
    """
    if not paths and sys.stdin.isatty():
        raise click.UsageError("Nothing to read: name a file, or hand text to standard input.", ctx)
    one_crew(ctx, jobs, cluster)
    into_folder = target is not None and target.suffix != ".parquet"
    if (claims or partition) and not into_folder:
        raise click.UsageError("--claims and --partition are for a folder: name it with -o.", ctx)
    if shared_disk and cluster is None:
        raise click.UsageError("--shared-disk says something of a cluster: name it with --cluster.", ctx)
    wish = Wish(encoding, format, max_size, learned, claims)
    names = tuple(documents(paths or ("-",)))
    bytes_too = cluster is not None and not shared_disk
    with hired(jobs or (cores() if len(names) > FEW else 1), cluster) as crew:
        if target is None:
            failed = _print(names, wish, crew, bytes_too)
        elif into_folder:
            failed = _fill(target, names, wish, crew, bytes_too, partition or _PARTITION)
        else:
            failed = _write(target, names, wish, crew, bytes_too)
    ctx.exit(failed)


def _print(names: Sequence[str], wish: Wish, crew: Crew | None, bytes_too: bool) -> bool:
    """Print the sentences of files, and return whether one of them failed."""
    from reeread.library.bulk.sentences import told

    failed = False
    for file in told(names, wish, crew, bytes_too=bytes_too):
        for row in file.rows:
            output.json_line(row)
        failed |= _say(file.failures)
    return failed


def _write(target: Path, names: Sequence[str], wish: Wish, crew: Crew | None, bytes_too: bool) -> bool:
    """Write one file of Parquet, and return whether a source failed."""
    from reeread.library.bulk.sentences import written

    return _tell(written(target, names, wish, crew, bytes_too=bytes_too), len(names))


def _fill(
    target: Path, names: Sequence[str], wish: Wish, crew: Crew | None, bytes_too: bool, partition: int
) -> bool:
    """Fill a folder with Parquet, say what is in it, and return whether a file failed, now or before."""
    from reeread.library.bulk.folder import Folder
    from reeread.library.bulk.partitions import Partitions

    folder = Folder(target, wish, partition)
    failed = _tell(Partitions(folder, crew, bytes_too=bytes_too).fill(names), len(names))
    held = folder.counts
    parts = [f"{held.articles:,} articles", f"{held.sentences:,} sentences"]
    parts += [f"{held.claims:,} claims"] if wish.claims else []
    parts += [f"{held.failed:,} failed"] if held.failed else []
    output.line(f"{', '.join(parts)} in {target}.")
    return failed or bool(held.failed)


def _tell(handled: Iterable[Handled], total: int) -> bool:
    """Say each failure as it comes, and return whether there was one; a bar says how far it is."""
    failed, kept = False, 0
    for file in tracked("Extracting", handled, total):
        failed |= _say(file.failures)
        kept += file.kept
    if kept:
        failure.say(f"{kept:,} files were finished by an earlier run and have not changed.")
    return failed


def _say(failures: Sequence[Failure]) -> bool:
    for one in failures:
        failure.told(one)
    return bool(failures)
