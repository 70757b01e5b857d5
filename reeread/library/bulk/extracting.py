"""What is extracted from one file without a library: its sentences as rows, and what claims are found by."""

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from reeread.export import extracted
from reeread.library.bulk.line import Line, Work
from reeread.library.preparing import failed
from reeread.model.body import Parsed
from reeread.model.errors import ReereadError, SourceError
from reeread.model.extraction import Highlight

R = TypeVar("R")

Row = dict[str, Any]
Failure = ReereadError | OSError


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read."""

    name: str
    """Its path, or "-"."""
    size: int
    raw: bytes | None = None
    """None where whoever works on it reads the file by its path."""
    path: str = ""
    """From the root: who works on it may stand in another folder."""


@dataclass(frozen=True, slots=True)
class Wish:
    """How files are to be read, and what is wanted of them."""

    encoding: str | None = None
    format: str | None = None
    max_size: int = 64 * 2**20
    learned: bool = True
    """Whether the second opinion is asked."""
    claims: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a file as rows for JSON lines."""

    source: str
    rows: tuple[Row, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Tabled:
    """What came of a file as rows of tables."""

    source: str
    sentences: bytes
    """As `export.extracted` packs them."""
    articles: tuple[Row, ...]
    readings: tuple[bytes, ...] = ()
    """What each article states, folded, if claims are wanted."""
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True, slots=True)
class _Part:
    """One article of a file."""

    name: str
    parsed: Parsed
    found: tuple[Highlight, ...]


def telling(wish: Wish) -> Work[Source, Told]:
    """Return the work of telling files as rows for JSON lines."""
    return Work(partial(told, wish), lambda one, why: untold(one.name, _aside(one, why)), _size)


def tabling(wish: Wish) -> Work[Source, Tabled]:
    """Return the work of telling files as rows of tables."""
    return Work(partial(tabled, wish), lambda one, why: unread(one.name, _aside(one, why)), _size)


def opened(wish: Wish, name: str, *, bytes_too: bool) -> Source:
    """Return a file to read.

    Args:
        wish: How it is to be read.
        name: Its path; "-" is standard input, whose bytes come in any case.
        bytes_too: Whether it comes with its bytes, as the others cannot open its path.

    Raises:
        SourceError: It comes with its bytes, and they cannot be read.
        OSError: As well.
    """
    from reeread.sources.files import STDIN, load

    if bytes_too or name == STDIN:
        raw = load(name, max_size=wish.max_size)
        return Source(name, len(raw), raw)
    size = 0
    with suppress(OSError):  # it is said when it is opened
        size = Path(name).stat().st_size
    return Source(name, size, path=os.path.abspath(name))  # noqa: PTH100 - links are kept


def given(
    line: Line[Source, R], wish: Wish, name: str, unread: Callable[[str, Failure], R], *, bytes_too: bool
) -> Iterator[R]:
    """Put a file in line, or what stands for it where it cannot be opened; yield what came of those whose turn it is.

    Args:
        line: Where it is put.
        wish: How it is to be read.
        name: Its path; "-" is standard input.
        unread: What stands for it.
        bytes_too: Whether it is sent with its bytes, as those who read cannot open its path.
    """
    try:
        source = opened(wish, name, bytes_too=bytes_too)
    except (ReereadError, OSError) as error:
        yield from line.known(unread(name, error))
    else:
        yield from line.give(source)


def told(wish: Wish, source: Source) -> Told:
    """Return the sentences of a file; what goes wrong in it is among what failed."""
    from reeread.export.rows import highlight_row

    rows: list[Row] = []
    failures: list[Failure] = []
    for part in _parts(wish, source, failures.append):
        start = {"source": part.name, "title": part.parsed.meta.title}
        rows += [start | highlight_row(one) for one in part.found]
    return Told(source.name, tuple(rows), tuple(failures))


def tabled(wish: Wish, source: Source) -> Tabled:
    """Return the sentences of a file, its articles, and what they state."""
    from reeread.export.rows import highlight_row

    rows: list[Row] = []
    articles: list[Row] = []
    readings: list[bytes] = []
    failures: list[Failure] = []

    def fail(failure: Failure) -> None:
        failures.append(failure)
        where = failure.where if isinstance(failure, ReereadError) else ""
        articles.append({"source": sayable(where or source.name), "error": sayable(str(failure))})

    for part in _parts(wish, source, fail):
        start = {"source": sayable(part.name), "title": part.parsed.meta.title}
        rows += [start | highlight_row(one) for one in part.found]
        articles.append(_article(part))
        if wish.claims:
            readings.append(_reading(part))
    return Tabled(
        source.name,
        extracted.packed(extracted.SENTENCES, rows),
        tuple(articles),
        tuple(readings),
        tuple(failures),
    )


def untold(name: str, failure: Failure) -> Told:
    """Return what stands for a file that nobody could read, as rows for JSON lines."""
    return Told(name, (), (failure,))


def unread(name: str, failure: Failure) -> Tabled:
    """Return what stands for a file that nobody could read."""
    row = {"source": sayable(name), "error": sayable(str(failure))}
    return Tabled(name, extracted.packed(extracted.SENTENCES, ()), (row,), (), (failure,))


def sayable(text: str) -> str:
    """Return a name as UTF-8 can say it: that of a file may hold half a surrogate, which is escaped as in JSON lines."""
    return text.encode("utf-8", "backslashreplace").decode()


def _parts(wish: Wish, source: Source, fail: Callable[[Failure], None]) -> Iterator[_Part]:
    """Yield the articles of a file, and tell each failure."""
    from reeread.extract import extract
    from reeread.library.suggesting import without_library
    from reeread.sources.registry import parse_all

    try:
        raw = _loaded(wish, source) if source.raw is None else source.raw
        for part in parse_all(raw, source.name, format=wish.format, encoding=wish.encoding):
            name, parsed = part.named(source.name), part.parsed
            if parsed is None:
                fail(part.error or SourceError("nothing to import.", name))
                continue
            found = extract(parsed.body, parsed.blocks, learned=wish.learned, published=parsed.meta.published)
            yield _Part(name, parsed, without_library(found))
    except OSError as error:
        fail(error)
    except Exception as error:
        fail(failed(source.name, error).error or SourceError("cannot be read.", source.name))


def _loaded(wish: Wish, source: Source) -> bytes:
    """Return the bytes of a file; where it cannot be read, the error has its path as it was given."""
    from reeread.sources.files import load

    try:
        return load(source.path, max_size=wish.max_size)
    except SourceError as error:
        raise SourceError(error.what, source.name, error.next_step) from error
    except OSError as error:
        error.filename = source.name
        raise


def _article(part: _Part) -> Row:
    meta = part.parsed.meta
    said = {
        "byline": meta.byline,
        "published": meta.published,
        "language": meta.language,
        "address": meta.address,
    }
    return {
        "source": sayable(part.name),
        "title": meta.title,
        **{name: value or None for name, value in said.items()},
        "format": part.parsed.format,
        "encoding": part.parsed.encoding,
        "sha256": hashlib.sha256(part.parsed.body.encode("utf-8", "surrogatepass")).hexdigest(),
        "characters": len(part.parsed.body),
        "sentences": len(part.found),
        "warnings": list(part.parsed.warnings),
    }


def _reading(part: _Part) -> bytes:
    """Return what an article states, folded; a very long one is passed over as in a library."""
    from reeread.extract.claims import Document, folded, read
    from reeread.library.readings import LONGEST

    body, blocks = part.parsed.body, part.parsed.blocks
    return folded(read(Document(sayable(part.name), body, blocks if len(body) <= LONGEST else ())))


def _aside(source: Source, why: str) -> SourceError:
    return SourceError(why, source.name, "The others are not concerned.")


def _size(source: Source) -> int:
    return source.size
