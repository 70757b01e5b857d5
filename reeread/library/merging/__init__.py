"""Other people's annotations brought into the library: all of a file in one deed, or only what would become of it."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from reeread.library import keeping
from reeread.library.history import events
from reeread.library.library import Library
from reeread.library.merging import marks, rulings, tags, texts
from reeread.library.merging.coming import Coming
from reeread.model.arrival import Bundle, Row
from reeread.model.errors import SourceError, StoreError
from reeread.store import databases
from reeread.store.versions import Prepared

_MOST = 2**30
"""Bytes of a file that is read."""
_CHANGING = ("new", "changed", "unsure")
"""What becomes of things that change the library."""


class _OnlyLooking(Exception):
    """Lets a deed be undone that was done only to see what it would do."""


def read(path: Path) -> Bundle:
    """Return what a file of annotations holds.

    Raises:
        SourceError: It cannot be read, or holds nothing that can come in.
    """
    from reeread.sources import annotated
    from reeread.sources.annotated import taguette

    try:
        with path.open("rb") as file:
            raw = file.read(_MOST + 1)
    except OSError as error:
        raise SourceError(f"It cannot be read ({error.strerror}).", str(path)) from error
    if len(raw) > _MOST:
        raise SourceError(f"It is larger than {_MOST:,} bytes.", str(path))
    if raw.startswith(annotated.SQLITE):
        try:
            return taguette.bundle(databases.rows(path, taguette.QUERIES))
        except StoreError as error:
            raise SourceError(
                "It is a database, but no project of Taguette.",
                str(path),
                "Of a reeread library the JSON comes in: reeread --db FILE export json -o library.json",
            ) from error
    return annotated.read(raw, str(path))


def preview(lib: Library, bundle: Bundle) -> tuple[Row, ...]:
    """Return what merging would do, thing by thing, and do nothing.

    Raises:
        StoreError: The library is read-only, or another program keeps it locked.
    """
    return _tried(lib, bundle, texts.prepare(lib, bundle))


def merge(lib: Library, bundle: Bundle) -> tuple[Row, ...]:
    """Bring in what a file holds and return what became of each thing; one undo takes all of it back.

    What is here already stays as it is unless the file has it later; a passage that the same person marked here and there
    has the tags and notes of both. Merging a file again changes nothing, and two files may be merged in either order. The
    library is copied before, if anything in it is to change.

    Raises:
        StoreError: The library is read-only, another program keeps it locked, or the copy cannot be made.
    """
    prepared = texts.prepare(lib, bundle)
    if events(lib, limit=1) and any(one.status in _CHANGING for one in _tried(lib, bundle, prepared)):
        keeping.before(lib, "merge")
    with lib.store.deed("merge", lib.author) as deed:
        return tuple(_rows(Coming(lib, deed, bundle, prepared)))


def _tried(lib: Library, bundle: Bundle, prepared: Mapping[str, Prepared]) -> tuple[Row, ...]:
    """Return what a merge does, which is taken back before it is committed."""
    found: list[Row] = []
    try:
        with lib.store.deed("merge", lib.author) as deed:
            found += _rows(Coming(lib, deed, bundle, prepared))
            raise _OnlyLooking
    except _OnlyLooking:
        return tuple(found)


def _rows(coming: Coming) -> Iterator[Row]:
    """Bring everything in, in the order in which one thing needs another."""
    yield from tags.bring(coming)
    yield from texts.bring(coming)
    yield from marks.bring(coming)
    yield from rulings.bring(coming)
    for what, why in coming.bundle.refused:
        yield Row("entry", what, "refused", why)
