"""An open library in the hands of one author."""

import threading
from collections import OrderedDict
from pathlib import Path
from types import TracebackType
from typing import Self

from reeread.model.tag import Tag
from reeread.store import bodies
from reeread.store.engine import Connection
from reeread.store.ids import Clock, Ids
from reeread.store.store import Store

_FIRST_TAGS = Path(__file__).parent / "first_tags.toml"
_KEPT_CHARACTERS = 32 * 2**20


class Library:
    """One library file and who works in it; every function of this package takes it first.

    Threads may share it (see Store): a screen reads and tags in one while another thread imports.
    """

    def __init__(self, store: Store, author: str, *, base: Path | None = None) -> None:
        self.store = store
        self.author = author
        self.base = base or store.path.parent
        """Sources beneath this folder are written down relative to it."""
        self._texts: OrderedDict[int, bodies.Text] = OrderedDict()
        self._characters = 0
        self._lock = threading.Lock()

    @classmethod
    def open(
        cls,
        path: str | Path,
        author: str,
        *,
        create: bool = False,
        read_only: bool = False,
        clock: Clock | None = None,
        ids: Ids | None = None,
        base: Path | None = None,
    ) -> Self:
        """Open a library file, bringing it up to date if an older reeread wrote it.

        Args:
            path: The file.
            author: Who tags and notes; one's keys change only one's own annotations.
            create: Whether to make the file, with the codebook of the first day, when there is none.
            read_only: Whether nothing is to be written in it, though it could be.
            clock: Seconds since 1970; the system's unless told otherwise.
            ids: Ids for the outside; UUIDs of version 7 unless told otherwise.
            base: Sources beneath this folder are written down relative to it; the library's own by default.

        Raises:
            LibraryMissing: There is none and none is to be made.
            StoreError: It is no library, is damaged, or cannot be read.
        """
        path = Path(path)
        tags = first_tags() if create else ()
        store = Store.open(path, create=create, read_only=read_only, clock=clock, ids=ids, tags=tags)
        return cls(store, author, base=base)

    @property
    def path(self) -> Path:
        """Return where the file lies."""
        return self.store.path

    @property
    def read_only(self) -> bool:
        """Return whether nothing can be written; `notice` says why."""
        return self.store.read_only

    @property
    def sealed(self) -> bool:
        """Return whether it is so by wish."""
        return self.store.sealed

    @property
    def notice(self) -> str:
        """Return what the reader should know of how the library was opened, empty if nothing."""
        return self.store.notice

    def text(self, connection: Connection, version_id: int) -> bodies.Text:
        """Return the text of a version, which never changes: those read last are kept in memory."""
        with self._lock:
            if text := self._texts.get(version_id):
                self._texts.move_to_end(version_id)
                return text
        text = bodies.read(connection, version_id)
        with self._lock:
            if version_id not in self._texts:
                self._characters += len(text.body)
            self._texts[version_id] = text
            while self._characters > _KEPT_CHARACTERS and len(self._texts) > 1:
                self._characters -= len(self._texts.popitem(last=False)[1].body)
        return text

    def forget(self) -> None:
        """Let go of the texts that are kept in memory."""
        with self._lock:
            self._texts.clear()
            self._characters = 0

    def close(self) -> None:
        """Close the file; nothing of it is left beside it."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def first_tags() -> tuple[Tag, ...]:
    """Return the codebook that a new library starts with."""
    import tomllib

    entries = tomllib.loads(_FIRST_TAGS.read_text("utf-8"))["tag"]
    return tuple(
        Tag(**entry, position=place, origins=(entry["name"],)) for place, entry in enumerate(entries, start=1)
    )


def warm_up(library: Library) -> None:
    """Import what the first deed needs (a tenth of a second), so that the first key does not wait for it.

    A screen calls this in a thread once it has painted.
    """
    if not library.read_only:
        import sqlite_utils

        from reeread.text import anchors

        del sqlite_utils, anchors
