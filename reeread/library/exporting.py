"""Gathering what leaves: briefings with their annotations, filtered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from reeread.export.dossier import Dossier
from reeread.library import Library
from reeread.library.codebook import check
from reeread.library.codebook import tags as codebook
from reeread.library.entries import Entries
from reeread.library.history import each
from reeread.library.listing import page
from reeread.library.reading import find
from reeread.library.reading import ids as every
from reeread.library.spelling import spelled
from reeread.model.asked import EVERY, Asked
from reeread.model.claim import Claim
from reeread.model.errors import NotFound
from reeread.model.event import Event
from reeread.model.ruled import Ruled
from reeread.store import annotations as rows
from reeread.store import stacks

COMPARED = 200
"""Of so many briefings at most a dossier has the claims; of more it would take longer than an export should."""


@dataclass(frozen=True, slots=True)
class _Claims:
    """The claims among the briefings of a dossier, computed when they are walked."""

    lib: Library
    chosen: tuple[str, ...]

    def __iter__(self) -> Iterator[Claim]:
        if 1 < len(self.chosen) <= COMPARED:
            from reeread.library.claiming import claims  # loads all that compares them

            yield from claims(self.lib, self.chosen)


@dataclass(frozen=True, slots=True)
class _Rulings:
    """What people decided on claims all of whose passages are in a dossier."""

    lib: Library
    chosen: tuple[str, ...]

    def __iter__(self) -> Iterator[Ruled]:
        from reeread.library.settling import rulings  # loads all that compares claims

        ids = {*self.chosen}
        yield from (
            one for one in rulings(self.lib) if all(passage.briefing in ids for passage in one.passages)
        )


@dataclass(frozen=True, slots=True)
class _Events:
    """What was done, read when it is walked."""

    lib: Library
    chosen: tuple[str, ...] | None
    """None for all that was ever done."""

    def __iter__(self) -> Iterator[Event]:
        if self.chosen is None:
            yield from each(self.lib)
        else:
            for briefing in self.chosen:
                yield from each(self.lib, briefing=briefing)


def dossier(
    lib: Library,
    *,
    briefings: Sequence[str] = (),
    stack: str | None = None,
    tags: Sequence[str] = (),
    authors: Sequence[str] = (),
    since: str | None = None,
    as_of: str = "",
    title: str = "",
) -> Dossier:
    """Return what an export is about.

    Without filters on passages every chosen briefing is in it; with them, those that hold such a passage.
    `briefings` are ids or their beginnings; `since` is an ISO date or date-time in UTC. `as_of` is said of a library as it
    was at that moment. The entries are read when they are walked, so the library must stay open until then. Raises NotFound for an unknown briefing, stack or tag.
    """
    known = codebook(lib)
    check(tags, known)
    chosen = _chosen(lib, briefings, stack)
    wanted = Asked(chosen if briefings else (), tags, authors, since, None if stack is None else (stack,))
    with lib.store.reading() as connection:
        people = rows.authors(connection, wanted)
        kept = tuple(rows.marked(connection, wanted)) if tags or authors or since else chosen
    return Dossier(
        title=title or _title(lib, kept, stack),
        scope=_scope(briefings, wanted, as_of),
        made=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        authors=tuple(people),
        tags=known,
        entries=Entries(lib, kept, wanted),
        spell=partial(spelled, lib, kept, wanted),
        claims=_Claims(lib, kept),
        rulings=_Rulings(lib, kept),
        events=_Events(lib, kept if briefings or stack or len(kept) < len(chosen) else None),
    )


def chosen(lib: Library, ids: Sequence[str], *, title: str = "Chosen passages") -> Dossier:
    """Return a dossier of just these annotations, by their ids, with the briefings that they stand on."""
    passages = page(lib, ids)
    standing = {passage.briefing for passage in passages}
    kept = tuple(id for id in every(lib) if id in standing)
    return Dossier(
        title=title,
        scope=f"{len(passages):,} chosen passages",
        made=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        authors=tuple(sorted({passage.author for passage in passages})),
        tags=codebook(lib),
        entries=Entries(lib, kept, EVERY, frozenset(ids)),
    )


def _chosen(lib: Library, wanted: Sequence[str], stack: str | None) -> tuple[str, ...]:
    """Return the ids of the briefings that were named, or of all, in the order of the library."""
    if stack is None:
        everything = every(lib)
    else:
        with lib.store.reading() as connection:
            everything = tuple(stacks.members(connection, stack))
        if not everything:
            raise NotFound(
                f"no briefing is on a stack called “{stack}”.", next_step="`reeread list` shows the stacks."
            )
    ids = {find(lib, one).id for one in wanted}
    return tuple(id for id in everything if not ids or id in ids)


def _title(lib: Library, chosen: Sequence[str], stack: str | None) -> str:
    """Return what to call it when nobody says."""
    if stack:
        return stack
    return find(lib, chosen[0]).title if len(chosen) == 1 else "Annotated briefings"


def _scope(briefings: Sequence[str], wanted: Asked, as_of: str) -> str:
    """Return in words what was chosen."""
    parts = []
    if wanted.stacks:
        parts.append(f"stack “{wanted.stacks[0]}”")
    if briefings:
        parts.append("chosen briefings")
    if wanted.tags:
        parts.append(f"passages tagged {' or '.join(wanted.tags)}")
    if wanted.authors:
        parts.append(f"passages by {' or '.join(wanted.authors)}")
    if wanted.since:
        parts.append(f"passages changed since {wanted.since}")
    scope = ", ".join(parts) or "the whole library"
    return f"{scope}, as it was at {as_of[:19].replace('T', ' ')} UTC" if as_of else scope
