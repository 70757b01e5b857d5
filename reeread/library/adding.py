"""Bringing sources into the library."""

import glob
import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path

from reeread.library import stacking
from reeread.library.bulk.crew import FEW, cores, hired
from reeread.library.bulk.line import Line, Work
from reeread.library.library import Library
from reeread.library.preparing import Keep, Loaded, Outcome, Read, failed, prepared, read, set_aside
from reeread.model.briefing import Triage
from reeread.model.errors import ReereadError, StoreError
from reeread.store import briefings, copies, numbers, revising, versions
from reeread.store.deed import Deed

STDIN = "-"

BATCH = 256
"""Sources that are written at once, if they are read that quickly."""
_BATCH_BYTES = 2**21
_BATCH_SECONDS = 0.2
_CAUGHT_UP = 256
"""Briefings of an older format that are compared with the others while a batch is written."""

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """How sources are to be read."""

    encoding: str | None
    format: str | None
    max_size: int
    stack: str | None
    stdin: bytes | None
    private: bool = False

    @property
    def as_ever(self) -> bool:
        """Return whether bytes are to be read as they were whenever they came in."""
        return self.encoding is None and self.format is None

    @property
    def stacks(self) -> tuple[str, ...]:
        """Return the stacks to put them in."""
        return () if self.stack is None else (self.stack,)


def expand(sources: Iterable[str]) -> list[str]:
    """Return the sources with each folder replaced by the documents in it, so that it is known how many.

    A pattern that no shell has replaced (in quotation marks, or on Windows) is replaced by what fits it.
    """
    from reeread.sources import files

    found: list[str] = []
    for source in sources:
        path = Path(source)
        if source != STDIN and path.is_dir():
            found.extend(str(one) for one in files.walk(path))
        elif glob.has_magic(source) and not _ADDRESS.match(source) and not os.path.lexists(source):
            fitting = glob.glob(source, recursive=True)  # noqa: PTH207 - a pattern may be absolute
            found.extend(expand(sorted(fitting)) or [source])
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
    private: bool = False,
    jobs: int | None = None,
    cluster: str | None = None,
) -> Iterator[Outcome]:
    """Add files, folders, addresses and "-", and yield what became of each, in order.

    One that fails is yielded as failed, and the rest go on. Each is kept or lost as a whole. The same bytes
    again change nothing; a file that was added before and has other bytes now becomes a new version of its
    briefing, and its annotations stand where their quotes do.

    Args:
        lib: The library.
        sources: Paths and addresses of http or https; "-" is standard input. A mailbox or a feed holds several
            briefings: what became of each is yielded under the source's name with "#" and what tells it apart.
        encoding: How the bytes are to be decoded, whatever they look like.
        format: One of `sources.formats()`, whatever the name says.
        max_size: In bytes; larger sources are refused. The importers' own limit by default.
        stack: The name of a stack to put them in, which is made if there is none.
        stdin: What "-" holds; read from standard input if None.
        private: Whether addresses on private networks and this machine are fetched.
        jobs: How many processes read the sources; one for each core by default, none but this one for a few.
        cluster: The address of a Dask scheduler whose workers read them instead; they are sent the bytes.

    Raises:
        ReereadError: The cluster does not answer, or stops answering; what was yielded before is kept.
    """
    from reeread.sources import files

    limit = files.DEFAULT_MAX_SIZE if max_size is None else max_size
    wanted = _Wanted(encoding, format, limit, None if stack is None else stacking.name(stack), stdin, private)
    named = _named(sources)
    first = list(islice(named, FEW + 1))
    if jobs is None:
        jobs = cores() if len(first) > FEW else 1
    with ExitStack() as bulk:
        if len(first) > 1 and not lib.read_only:
            bulk.enter_context(lib.store.importing())
        crew = bulk.enter_context(hired(jobs, cluster))
        readers = Line(crew, Work(read, set_aside, _size, partial(read, keep=_keeping(lib))))
        for batch in _batches(_read(lib, chain(first, named), wanted, readers)):
            yield from _kept(lib, batch, wanted)


def _named(sources: Iterable[str]) -> Iterator[str | Outcome]:
    """Yield the sources with folders opened, and what became of folders that cannot be."""
    for source in sources:
        try:
            yield from expand((source,))
        except ReereadError as error:
            yield Outcome(source, "failed", error=error)


def _read(
    lib: Library, sources: Iterable[str | Outcome], wanted: _Wanted, readers: Line[Loaded, Read | Outcome]
) -> Iterator[Read | Outcome]:
    """Yield sources with their sentences, in order."""
    for source in sources:
        for one in (source,) if isinstance(source, Outcome) else _begun(lib, source, wanted):
            yield from readers.give(one) if isinstance(one, Loaded) else readers.known(one)
    yield from readers.rest()


def _size(loaded: Loaded) -> int:
    return len(loaded.raw)


def _batches(sources: Iterable[Read | Outcome]) -> Iterator[list[Read | Outcome]]:
    """Yield sources in batches that are small and soon full.

    A commit of its own for each source would take longer than all else; and while sources are read nothing
    is locked, so that a reader can tag meanwhile.
    """
    batch: list[Read | Outcome] = []
    size, since = 0, time.monotonic()
    for one in sources:
        size += len(one.raw) if isinstance(one, Read) else 0
        batch.append(one)
        if len(batch) >= BATCH or size >= _BATCH_BYTES or time.monotonic() - since >= _BATCH_SECONDS:
            yield batch
            batch, size, since = [], 0, time.monotonic()
    if batch:
        yield batch


def _kept(lib: Library, batch: list[Read | Outcome], wanted: _Wanted) -> list[Outcome]:
    """Write what was read in one commit, each source in its own transaction of the log."""
    outcomes: list[Outcome] = []
    try:
        if all(isinstance(one, Outcome) for one in batch):
            return [one for one in batch if isinstance(one, Outcome)]
        with lib.store.together() as connection:
            copies.catch_up(connection, _CAUGHT_UP)
            if (together := _new(lib, batch, wanted)) is not None:
                return together
            for one in batch:
                try:
                    outcomes.append(one if isinstance(one, Outcome) else _written(lib, one, wanted))
                except ReereadError as error:
                    outcomes.append(Outcome(one.source, "failed", error=error))
    except ReereadError as error:  # the commit itself
        return [
            one if isinstance(one, Outcome) else Outcome(one.source, "failed", error=error) for one in batch
        ]
    return outcomes


def _new(lib: Library, batch: list[Read | Outcome], wanted: _Wanted) -> list[Outcome] | None:
    """Write a batch all of whose sources are new, at once; None, and nothing is written, for any other."""
    read = [one for one in batch if isinstance(one, Read)]
    new = [(_place(lib, one.source), one.prepared) for one in read if one.prepared is not None]
    places = [place for place, _ in new if place != STDIN]
    digests = [one.digest for one in read]
    if len(new) < len(read) or len({*places}) < len(places) or len({*digests}) < len(digests):
        return None
    try:
        with lib.store.deed("add", lib.author) as deed:
            if briefings.known(deed.connection, digests, places):
                return None
            ids = versions.add(deed, new, wanted.stacks)
            made = iter(briefings.some(deed.connection, ids))
    except StoreError:  # one of them cannot be kept: each is tried by itself
        return None
    warnings = iter(prepared.parsed.warnings for _, prepared in new)
    return [
        one if isinstance(one, Outcome) else Outcome(one.source, "added", next(made), next(warnings))
        for one in batch
    ]


def _begun(lib: Library, source: str, wanted: _Wanted) -> Iterator[Loaded | Read | Outcome]:
    """Yield the one briefing of a source, not read yet unless it is known; several are read at once."""
    from reeread import sources

    try:
        came = sources.opened(source, max_size=wanted.max_size, private=wanted.private, stdin=wanted.stdin)
        format, encoding = wanted.format or came.format, wanted.encoding or came.encoding
        if not sources.format_for(came.raw, source, format).several:
            yield _known(lib, source, came.raw, wanted) or Loaded(source, came.raw, format, encoding)
            return
        for part in sources.parse_all(came.raw, source, format=format, encoding=encoding):
            name = part.named(source)
            if part.parsed is None:
                yield Outcome(name, "failed", error=part.error)
                continue
            raw = part.parsed.raw
            yield _known(lib, name, raw, wanted) or prepared(name, raw, part.parsed, _keeping(lib))
    except Exception as error:
        yield failed(source, error)


def _keeping(lib: Library) -> Keep:
    """Return what adds to sentences what plug-ins suggest."""
    from reeread.library import suggesting

    return partial(suggesting.to_keep, lib)


def _known(lib: Library, source: str, raw: bytes, wanted: _Wanted) -> Read | Outcome | None:
    """Return what becomes of bytes that the library has; None if they are to be read."""
    if not wanted.as_ever:
        return None
    digest = hashlib.sha256(raw).digest()
    with lib.store.reading() as connection:
        known = briefings.of_bytes(connection, digest)
        if not known:
            return None
        if known[1]:
            briefing = briefings.one(connection, known[0])
            if wanted.stack is None or wanted.stack in briefing.stacks:
                return Outcome(source, "unchanged", briefing)
        return Read(source, raw, digest)


def _written(lib: Library, read: Read, wanted: _Wanted) -> Outcome:
    with lib.store.deed("add", lib.author) as deed:
        connection, place, new = deed.connection, _place(lib, read.source), read.prepared
        known, standing = briefings.of_bytes(connection, read.digest) or (None, False)
        if known and (new is None or wanted.as_ever or versions.same_reading(connection, known, new.parsed)):
            return _again(deed, read, known, standing, wanted)
        if new is None:
            raise StoreError("The library changed meanwhile.", read.source, "Add it again.")
        earlier = known if standing else None
        if earlier is None and place != STDIN:
            earlier = briefings.of_source(connection, place)
        if earlier is None:
            (uuid,) = versions.add(deed, [(place, new)], wanted.stacks)
        else:
            uuid, previous = earlier, numbers.shown(connection, earlier)
            number = versions.revise(deed, uuid, new)
            stacks = sorted({*briefings.one(connection, uuid).stacks, *wanted.stacks})
            deed.change("briefing", briefings, uuid, {"version": number, "stacks": stacks})
            revising.carry_over(deed, uuid, previous, number, new.parsed.body)
        warnings, revised = new.parsed.warnings, earlier is not None
        return Outcome(read.source, "added", briefings.one(connection, uuid), warnings, revised=revised)


def _again(deed: Deed, read: Read, uuid: str, standing: bool, wanted: _Wanted) -> Outcome:
    """Return what becomes of bytes that came in before: nothing, or their briefing comes back to the lists."""
    known = briefings.state(deed.connection, uuid) or {
        "version": numbers.shown(deed.connection, uuid),
        "stacks": [],
        "state": Triage.NEW.value,
        "grade": None,
    }
    stacks = sorted({*known["stacks"], *wanted.stacks})
    deed.change("briefing", briefings, uuid, {**known, "stacks": stacks})
    status = "unchanged" if standing else "added"
    return Outcome(read.source, status, briefings.one(deed.connection, uuid))


def _place(lib: Library, source: str) -> str:
    """Return where a source lies, so that it is the same wherever the command is given.

    What lies beneath the library's folder is written relative to it: the two can move together.
    """
    if source == STDIN or _ADDRESS.match(source):
        return source
    path, base = Path(os.path.abspath(source)), Path(os.path.abspath(lib.base))  # noqa: PTH100 - links are kept
    place = path.relative_to(base) if path.is_relative_to(base) else path
    return str(place).encode("utf-8", "backslashreplace").decode()
