"""Adding what appears in a folder, for as long as somebody wants it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from reeread.library.adding import add
from reeread.library.library import Library
from reeread.library.preparing import Outcome
from reeread.model.errors import SourceError

State = tuple[int, int]
"""Of a file: the time of its last change in nanoseconds, and its size in bytes."""


def watch(lib: Library, folder: Path, wait: Callable[[], bool], **how: Any) -> Iterator[Outcome]:
    """Add the documents in a folder, then each that appears or changes, and yield what became of each.

    A file is taken once it has stayed the same between two looks, so that one that is still being written is
    left until it is whole; what is there at the first look is taken at once. One that cannot be read is tried
    again when it has changed.

    Args:
        lib: The library.
        folder: The folder, with those below it.
        wait: Called between two looks; the watch ends when it returns False.
        how: What else `add` takes.

    Raises:
        SourceError: The folder is not there, or not any more.
    """
    taken = before = _documents(folder)
    yield from add(lib, [str(path) for path in taken], **how)
    while wait():
        now = _documents(folder)
        settled = [path for path, state in now.items() if before.get(path) == state != taken.get(path)]
        taken = {path: taken[path] for path in now if path in taken} | {path: now[path] for path in settled}
        before = now
        yield from add(lib, [str(path) for path in settled], **how)


def _documents(folder: Path) -> dict[Path, State]:
    """Return the documents below a folder and the state of each, in the order of their names."""
    from reeread.sources import files

    if not folder.is_dir():
        raise SourceError("is no folder that could be watched.", str(folder), "Name one that is there.")
    found: dict[Path, State] = {}
    for path in files.walk(folder):
        try:
            kind = path.stat()
        except OSError:  # gone since it was listed
            continue
        found[path] = (kind.st_mtime_ns, kind.st_size)
    return found
