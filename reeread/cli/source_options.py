"""Sources on the command line: which files are meant, and how they are to be read."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click

UNITS = {"": 1, "k": 2**10, "m": 2**20, "g": 2**30}


class Size(click.ParamType[int]):
    """A number of bytes, written 200000, 500k, 64M or 1G."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number of bytes."""
        if isinstance(value, int):
            return value
        found = re.fullmatch(r"(\d+)\s*([kmg]?)(?:i?b)?", value.strip().lower())
        if not found or not int(found[1]):
            self.fail(f"“{value}” is no size: write 200000, 500k, 64M or 1G.", param, ctx)
        return int(found[1]) * UNITS[found[2]]


def source_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --encoding, --format and --max-size."""
    for option in (
        click.option(
            "--max-size", type=Size(), default="64M", show_default=True, help="Refuse what is larger."
        ),
        click.option("--format", metavar="KIND", help="Read as this kind, whatever the name ends in."),
        click.option("--encoding", metavar="NAME", help="Decode as this, e.g. cp1252, instead of guessing."),
    ):
        command = option(command)
    return command


def crew_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options --jobs and --cluster, of which `one_crew` lets one be named."""
    for option in (
        click.option(
            "--cluster",
            metavar="ADDRESS",
            help="Let the workers of a Dask cluster read them: its scheduler's address, tcp:// or tls://.",
        ),
        click.option(
            "--jobs",
            metavar="N",
            type=click.IntRange(min=1),
            help="How many processes read the files.  [default: one for each core, if there are many files]",
        ),
    ):
        command = option(command)
    return command


def one_crew(ctx: click.Context, jobs: int | None, cluster: str | None) -> None:
    """Refuse both --jobs and --cluster."""
    if jobs is not None and cluster is not None:
        raise click.UsageError("--jobs is for this machine, --cluster for others: name one of them.", ctx)


def documents(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that paths name, those in folders too, each once; "-" stays as it is."""
    from reeread.sources.files import walk

    seen = set()
    for path in paths:
        for found in map(str, walk(Path(path))) if path != "-" and Path(path).is_dir() else (path,):
            if found not in seen:
                seen.add(found)
                yield found
