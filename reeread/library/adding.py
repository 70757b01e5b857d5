"""Bringing sources into the library."""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from reeread.library.library import Library
from reeread.model.briefing import Briefing
from reeread.model.errors import ReereadError, SourceError, UsageError
from reeread.store import briefings, revising, versions
from reeread.store.deed import Deed

STDIN = "-"

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source."""

    source: str
    """As it was named."""
    status: str
    """"added", "unchanged" or "failed"."""
    briefing: Briefing | None = None
    """The new one, or the one that has had these bytes all along."""
    warnings: tuple[str, ...] = ()
    error: ReereadError | None = None


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How sources are to be read."""

    encoding: str | None
    format: str | None
    max_size: int
    stack: str | None
    stdin: bytes | None


def expand(sources: Iterable[str]) -> list[str]:
    """Return the sources with each folder replaced by the documents in it, so that it is known how many."""
    from reeread.sources import files

    found: list[str] = []
    for source in sources:
        path = Path(source)
        if source != STDIN and path.is_dir():
            found.extend(str(one) for one in files.walk(path))
        else:
            found.append(source)
    return found


def add(
    lib: Library,
    sources: Iterable[str],
    *,
    encoding: str | None = None,
    format: str | None = None,
    max_size: int | None = None,
    stack: str | None = None,
    stdin: bytes | None = None,
) -> Iterator[Outcome]:
    """Add files, folders and "-", and yield what became of each, in order.

    One that fails is yielded as failed, and the rest go on. Each is kept or lost as a whole. The same bytes
    again change nothing; a file that was added before and has other bytes now becomes a new version of its
    briefing, and its annotations stand where their quotes do.

    Args:
        lib: The library.
        sources: Paths; "-" is standard input.
        encoding: How the bytes are to be decoded, whatever they look like.
        format: "text" or "markdown", whatever the name says.
        max_size: In bytes; larger sources are refused. The importers' own limit by default.
        stack: The name of a stack to put them in, which is made if there is none.
        stdin: What "-" holds; read from standard input if None.
    """
    from reeread.sources import files

    limit = files.DEFAULT_MAX_SIZE if max_size is None else max_size
    wanted = _Wanted(encoding, format, limit, _stack_name(stack), stdin)
    named = expand(sources)
    with ExitStack() as bulk:
        if len(named) > 1 and not lib.read_only:
            bulk.enter_context(lib.store.importing())
        for source in named:
            try:
                yield _added(lib, source, wanted)
            except ReereadError as error:
                yield Outcome(source, "failed", error=error)


def _added(lib: Library, source: str, wanted: _Wanted) -> Outcome:
    from reeread import sources
    from reeread.extract import METHOD, extract
    from reeread.sources import files

    if source == STDIN and wanted.stdin is not None:
        raw = wanted.stdin
        if len(raw) > wanted.max_size:
            raise SourceError(f"It is larger than {wanted.max_size} bytes.", source, "Raise --max-size.")
    else:
        raw = files.load(source, max_size=wanted.max_size)
    digest = hashlib.sha256(raw).digest()
    as_ever = wanted.encoding is None and wanted.format is None
    if as_ever and (outcome := _known(lib, source, digest, wanted)):
        return outcome
    parsed = sources.parse(raw, source, format=wanted.format, encoding=wanted.encoding)
    highlights = extract(parsed.body, parsed.blocks)
    with lib.store.deed("add", lib.author) as deed:
        connection, place = deed.connection, _place(lib, source)
        known = briefings.of_bytes(connection, digest)
        same = known[0] if known and known[1] else None
        if same and (as_ever or versions.same_reading(connection, same, parsed)):
            return _unchanged(deed, source, same, wanted)
        earlier = same or (briefings.of_source(connection, place) if place != STDIN else None)
        uuid, number = versions.add(deed, place, parsed, raw, highlights, METHOD, briefing=earlier)
        if earlier is None:
            deed.change("briefing", briefings, uuid, {"version": number, "stacks": _stacks(wanted)})
        else:
            stacks = briefings.one(connection, uuid).stacks
            state = {"version": number, "stacks": sorted({*stacks, *_stacks(wanted)})}
            deed.change("briefing", briefings, uuid, state)
            revising.carry_over(deed, uuid, number, parsed.body)
        return Outcome(source, "added", briefings.one(connection, uuid), parsed.warnings)


def _known(lib: Library, source: str, digest: bytes, wanted: _Wanted) -> Outcome | None:
    """Return what becomes of bytes that came in before, without parsing them; None if they are new."""
    with lib.store.reading() as connection:
        known = briefings.of_bytes(connection, digest)
        if known and known[1]:
            briefing = briefings.one(connection, known[0])
            if wanted.stack is None or wanted.stack in briefing.stacks:
                return Outcome(source, "unchanged", briefing)
    if known is None:
        return None
    with lib.store.deed("add", lib.author) as deed:
        again = briefings.of_bytes(deed.connection, digest)
        if again is None:
            return None
        uuid, standing = again
        if standing:
            return _unchanged(deed, source, uuid, wanted)
        # it was taken out: what stands on it comes back with it
        number = versions.shown(deed.connection, uuid)
        deed.change("briefing", briefings, uuid, {"version": number, "stacks": _stacks(wanted)})
        return Outcome(source, "added", briefings.one(deed.connection, uuid))


def _unchanged(deed: Deed, source: str, uuid: str, wanted: _Wanted) -> Outcome:
    stacks = briefings.one(deed.connection, uuid).stacks
    deed.change("briefing", briefings, uuid, {"stacks": sorted({*stacks, *_stacks(wanted)})})
    return Outcome(source, "unchanged", briefings.one(deed.connection, uuid))


def _stacks(wanted: _Wanted) -> list[str]:
    return [] if wanted.stack is None else [wanted.stack]


def _stack_name(stack: str | None) -> str | None:
    if stack is None:
        return None
    if not stack.strip() or not stack.isprintable():
        raise UsageError(f"{stack!r} is no name for a stack.", next_step="Use letters, digits and spaces.")
    return stack.strip()


def _place(lib: Library, source: str) -> str:
    """Return where a source lies, so that it is the same wherever the command is given.

    What lies beneath the library's folder is written relative to it: the two can move together.
    """
    if source == STDIN or _ADDRESS.match(source):
        return source
    path, base = Path(os.path.abspath(source)), Path(os.path.abspath(lib.base))  # noqa: PTH100 - links are kept
    place = path.relative_to(base) if path.is_relative_to(base) else path
    return str(place).encode("utf-8", "replace").decode()
