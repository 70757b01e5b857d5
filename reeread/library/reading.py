"""What stands in a library."""

from collections.abc import Sequence
from itertools import pairwise

from reeread.library.library import Library
from reeread.model.briefing import Article, Briefing, Triage
from reeread.model.errors import Ambiguous, NotFound, StoreError, UsageError
from reeread.store import bodies, numbers, versions
from reeread.store import briefings as rows

SHORTEST = 4
"""An ending of an id is shown with at least so many characters."""


def briefings(
    lib: Library,
    *,
    stack: str | None = None,
    state: Triage | None = None,
    tags: Sequence[str] = (),
    text: str = "",
    sort: str = "added",
) -> tuple[Briefing, ...]:
    """Return briefings.

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
    if sort not in rows.ORDERS:
        raise UsageError(f"{sort!r} is no order.", next_step=f"There are {', '.join(rows.ORDERS)}.")
    with lib.store.reading() as connection:
        return tuple(rows.listed(connection, stack=stack, state=state, tags=tags, text=text, sort=sort))


def ids(lib: Library) -> tuple[str, ...]:
    """Return the ids of all briefings in the order of adding."""
    with lib.store.reading() as connection:
        return tuple(rows.uuids(connection))


def find(lib: Library, id: str) -> Briefing:
    """Return the briefing of an id, whole or shortened.

    Ids sort by time, so that those of one morning begin alike: the short form that lists show is the
    ending. An id is taken in this order: whole; as the ending of one only; as the beginning of one only.

    Raises:
        NotFound: No id is like that.
        Ambiguous: Several are; the message names them.
    """
    asked = id.strip().lower()
    with lib.store.reading() as connection:
        known = rows.uuids(connection)
        if asked in known:
            return rows.one(connection, asked)
        hits = [one for one in known if asked and one.endswith(asked)]
        if len(hits) != 1:
            hits += [one for one in known if asked and one.startswith(asked)]
        if len(hits) == 1:
            return rows.one(connection, hits[0])
    if not hits:
        raise NotFound(f"No briefing has the id {id}.", next_step="reeread list shows the ids.")
    shown = ", ".join(sorted(set(hits))[:5]) + (" …" if len(set(hits)) > 5 else "")
    raise Ambiguous(f"Several briefings have an id like {id}: {shown}.", next_step="Give more of it.")


def short_ids(lib: Library) -> dict[str, str]:
    """Return for the id of each briefing its shortest ending that no other has, at least four characters."""
    with lib.store.reading() as connection:
        backwards = sorted(one[::-1] for one in rows.uuids(connection))
    if not backwards:
        return {}
    shared = [_alike(one, other) for one, other in pairwise(backwards)]
    return {
        one[::-1]: one[: max(SHORTEST, before + 1, after + 1)][::-1]
        for one, before, after in zip(backwards, [0, *shared], [*shared, 0], strict=True)
    }


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


def _alike(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
