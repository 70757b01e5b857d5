"""What stands in a library."""

from collections.abc import Iterable, Iterator, Sequence

from reeread.library.library import Library
from reeread.model.briefing import Article, Briefing, Triage
from reeread.model.errors import Ambiguous, NotFound, StoreError, UsageError
from reeread.model.selection import Selection
from reeread.store import bodies, endings, numbers, versions
from reeread.store import briefings as rows


def briefings(
    lib: Library,
    *,
    stack: str | None = None,
    state: Triage | None = None,
    tags: Sequence[str] = (),
    text: str = "",
    sort: str = "added",
) -> tuple[Briefing, ...]:
    """Return briefings, all at once; `shelf` reads them a page at a time.

    Args:
        lib: The library.
        stack: Only those of this stack.
        state: Only those that are new, put off for later, or done.
        tags: Only those with a passage that bears one of these, or a tag below it.
        text: Only those with all its words in title, source or byline, whatever their case and accents.
        sort: "added" (in the order of adding), "title", "published" (the newest first), "minutes" (the
            shortest first) or "annotations" (the most first).

    Raises:
        UsageError: There is no such order.
    """
    return tuple(listed(lib, Selection(stack, state, tuple(tags), text, sort=sort)))


def listed(lib: Library, selection: Selection = Selection()) -> Iterator[Briefing]:  # noqa: B008 - it is frozen
    """Yield the briefings of a selection as they are read.

    Raises:
        UsageError: There is no such order.
    """
    from reeread.store import shelf

    if selection.sort not in shelf.ORDERS:
        raise UsageError(
            f"{selection.sort!r} is no order.", next_step=f"There are {', '.join(shelf.ORDERS)}."
        )
    with lib.store.reading() as connection:
        yield from shelf.listed(connection, selection)


def some(lib: Library, ids: Sequence[str]) -> tuple[Briefing, ...]:
    """Return the briefings of these whole ids in the order of adding; those that are not listed are left out."""
    with lib.store.reading() as connection:
        return tuple(rows.some(connection, ids))


def ids(lib: Library) -> tuple[str, ...]:
    """Return the ids of all briefings in the order of adding."""
    with lib.store.reading() as connection:
        return tuple(rows.uuids(connection))


def total(lib: Library) -> int:
    """Return how many briefings are listed."""
    with lib.store.reading() as connection:
        return rows.total(connection)


def first(lib: Library, wanted: str = "") -> str:
    """Return the id that is wanted, if its briefing is listed, else that of the first one; "" where there is none."""
    with lib.store.reading() as connection:
        return rows.first(connection, wanted)


def find(lib: Library, id: str) -> Briefing:
    """Return the briefing of an id, whole or shortened.

    Ids sort by time, so that those of one morning begin alike: the short form that lists show is the
    ending. An id is taken in this order: whole; as the ending of one only; as the beginning of one only.

    Raises:
        NotFound: No id is like that.
        Ambiguous: Several are; the message names them.
    """
    asked = id.strip().lower()
    hits: list[str] = []
    with lib.store.reading() as connection:
        if asked and (known := endings.whole(connection, asked)):
            return rows.one(connection, known)
        if asked:
            hits = endings.ending(connection, asked)
            if len(hits) != 1:
                hits += endings.beginning(connection, asked)
        if len(hits) == 1:
            return rows.one(connection, hits[0])
    if not hits:
        raise NotFound(f"No briefing has the id {id}.", next_step="reeread list shows the ids.")
    shown = ", ".join(sorted(set(hits))[:5]) + (" …" if len(set(hits)) > 5 else "")
    raise Ambiguous(f"Several briefings have an id like {id}: {shown}.", next_step="Give more of it.")


def ordered(lib: Library, ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids in the order of adding, each once, without those that are not listed."""
    with lib.store.reading() as connection:
        return tuple(rows.ordered(connection, ids))


def named(lib: Library, words: Iterable[str]) -> tuple[str, ...]:
    """Return the ids of briefings that any of these names: words of a title, whatever their case, an id or its ending."""
    from reeread.store import shelf

    found: dict[str, None] = {}
    with lib.store.reading() as connection:
        for word in words:
            found |= dict.fromkeys(endings.ending(connection, word.lower()))
            found |= dict.fromkeys(shelf.titled(connection, word))
    return tuple(found)


def short_ids(lib: Library, ids: Iterable[str]) -> dict[str, str]:
    """Return for each of these ids its shortest ending that no other briefing has, at least four characters."""
    with lib.store.reading() as connection:
        return {id: endings.shortest(connection, id) for id in dict.fromkeys(ids)}


def article(lib: Library, briefing: str) -> Article:
    """Return the present version of a briefing with its body.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.reading() as connection:
        _, version_id = rows.current(connection, briefing)
        return versions.article(connection, briefing, lib.text(connection, version_id))


def check_text(lib: Library, briefing: str) -> None:
    """Look whether the present text of a briefing is the one that came in, by its SHA-256.

    Raises:
        NotFound: The library holds no such briefing.
        StoreError: It is another; the message names the briefing.
    """
    with lib.store.reading() as connection:
        _, version_id = rows.current(connection, briefing)
        if bodies.changed(connection, version_id, lib.text(connection, version_id).body):
            title = rows.one(connection, briefing).title
            raise StoreError(
                f"The text of “{title}” is not the one that came in: the file was damaged, or changed by another program.",
                str(lib.path),
                "`reeread restore` shows what a backup brings back.",
            )


def version_body(lib: Library, briefing: str, number: int) -> str:
    """Return the body of a version of a briefing.

    Raises:
        NotFound: The briefing has no such version.
    """
    with lib.store.reading() as connection:
        _, version_id = numbers.row_id(connection, briefing, number)
        return lib.text(connection, version_id).body


def erased(lib: Library, briefing: str) -> bool:
    """Return whether there was a briefing of this whole id that was erased for good."""
    with lib.store.reading() as connection:
        return rows.erased(connection, briefing)


def raw(lib: Library, briefing: str) -> bytes:
    """Return the bytes that the present version of a briefing came in as.

    Raises:
        NotFound: The library holds no such briefing.
        StoreError: What is kept of them is damaged.
    """
    with lib.store.reading() as connection:
        return versions.raw(connection, briefing)
