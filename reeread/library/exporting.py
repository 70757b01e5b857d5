"""Gathering what leaves: briefings with their annotations, filtered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from reeread.export.dossier import Dossier, Entry
from reeread.library import Library
from reeread.library.claiming import claims
from reeread.library.codebook import tags as codebook
from reeread.library.commitments import commitments
from reeread.library.history import each
from reeread.library.listing import page
from reeread.library.reading import article, briefings, find
from reeread.library.settling import rulings
from reeread.library.suggesting import everybody
from reeread.library.tagging import annotations
from reeread.model.annotation import Annotation
from reeread.model.briefing import Briefing
from reeread.model.claim import Claim
from reeread.model.errors import NotFound
from reeread.model.event import Event
from reeread.model.promise import Commitment
from reeread.model.ruled import Ruled

COMPARED = 200
"""Of so many briefings at most a dossier has the claims; of more it would take longer than an export should."""


@dataclass(frozen=True, slots=True)
class _Filter:
    """Which annotations leave."""

    tags: tuple[str, ...]
    authors: tuple[str, ...]
    since: str | None

    def __bool__(self) -> bool:
        return bool(self.tags or self.authors or self.since)

    def of(self, lib: Library, briefing: Briefing) -> tuple[Annotation, ...]:
        return annotations(lib, briefing.id, tags=self.tags, authors=self.authors, since=self.since)


@dataclass(frozen=True, slots=True)
class _Ids:
    """Annotations that leave because somebody chose them one by one."""

    ids: frozenset[str]

    def of(self, lib: Library, briefing: Briefing) -> tuple[Annotation, ...]:
        return tuple(one for one in annotations(lib, briefing.id) if one.id in self.ids)


@dataclass(frozen=True, slots=True)
class _Entries:
    """The entries of a dossier, read one at a time whenever they are walked."""

    lib: Library
    chosen: tuple[Briefing, ...]
    wanted: _Filter | _Ids

    def __iter__(self) -> Iterator[Entry]:
        for briefing in self.chosen:
            passages = self.wanted.of(self.lib, briefing)
            yield Entry(
                article(self.lib, briefing.id),
                passages,
                everybody(self.lib, briefing.id),
                partial(_commitments, self.lib, briefing.id, frozenset(one.id for one in passages)),
            )


def _commitments(lib: Library, briefing: str, ids: frozenset[str]) -> tuple[Commitment, ...]:
    """Return those of these annotations of a briefing that are commitments."""
    return tuple(one for one in commitments(lib, [briefing]) if one.annotation.id in ids)


@dataclass(frozen=True, slots=True)
class _Claims:
    """The claims among the briefings of a dossier, computed when they are walked."""

    lib: Library
    chosen: tuple[Briefing, ...]

    def __iter__(self) -> Iterator[Claim]:
        if 1 < len(self.chosen) <= COMPARED:
            yield from claims(self.lib, [briefing.id for briefing in self.chosen])


@dataclass(frozen=True, slots=True)
class _Rulings:
    """What people decided on claims all of whose passages are in a dossier."""

    lib: Library
    chosen: tuple[Briefing, ...]

    def __iter__(self) -> Iterator[Ruled]:
        ids = {briefing.id for briefing in self.chosen}
        yield from (
            one for one in rulings(self.lib) if all(passage.briefing in ids for passage in one.passages)
        )


@dataclass(frozen=True, slots=True)
class _Events:
    """What was done, read when it is walked."""

    lib: Library
    chosen: tuple[Briefing, ...] | None
    """None for all that was ever done."""

    def __iter__(self) -> Iterator[Event]:
        if self.chosen is None:
            yield from each(self.lib)
        else:
            for briefing in self.chosen:
                yield from each(self.lib, briefing=briefing.id)


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
    chosen = _chosen(lib, briefings, stack)
    known = codebook(lib)
    _check(tags, [tag.name for tag in known])
    wanted = _Filter(tuple(tags), tuple(authors), since)
    kept: list[Briefing] = []
    people: set[str] = set()
    for briefing in chosen:
        passages = wanted.of(lib, briefing)
        people.update(passage.author for passage in passages)
        if passages or not wanted:
            kept.append(briefing)
    return Dossier(
        title=title or _title(kept, stack),
        scope=_scope(briefings, stack, wanted, as_of),
        made=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        authors=tuple(sorted(people)),
        tags=known,
        entries=_Entries(lib, tuple(kept), wanted),
        claims=_Claims(lib, tuple(kept)),
        rulings=_Rulings(lib, tuple(kept)),
        events=_Events(lib, tuple(kept) if briefings or stack or wanted else None),
    )


def chosen(lib: Library, ids: Sequence[str], *, title: str = "Chosen passages") -> Dossier:
    """Return a dossier of just these annotations, by their ids, with the briefings that they stand on."""
    wanted = _Ids(frozenset(ids))
    passages = page(lib, ids)
    standing = {passage.briefing for passage in passages}
    kept = tuple(briefing for briefing in briefings(lib) if briefing.id in standing)
    return Dossier(
        title=title,
        scope=f"{len(passages):,} chosen passages",
        made=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        authors=tuple(sorted({passage.author for passage in passages})),
        tags=codebook(lib),
        entries=_Entries(lib, kept, wanted),
    )


def _chosen(lib: Library, wanted: Sequence[str], stack: str | None) -> tuple[Briefing, ...]:
    """Return the briefings that were named, or all, in the order of the library."""
    everything = briefings(lib)
    if stack is not None:
        everything = tuple(briefing for briefing in everything if stack in briefing.stacks)
        if not everything:
            raise NotFound(
                f"no briefing is on a stack called “{stack}”.", next_step="`reeread list` shows the stacks."
            )
    ids = {find(lib, one).id for one in wanted}
    return tuple(briefing for briefing in everything if not ids or briefing.id in ids)


def _check(tags: Sequence[str], known: Sequence[str]) -> None:
    """Refuse a tag that the codebook does not have: it would silently export nothing."""
    for tag in tags:
        if tag not in known:
            raise NotFound(f"the codebook has no tag “{tag}”.", next_step=f"It has {', '.join(known)}.")


def _title(chosen: Sequence[Briefing], stack: str | None) -> str:
    """Return what to call it when nobody says."""
    if stack:
        return stack
    return chosen[0].title if len(chosen) == 1 else "Annotated briefings"


def _scope(briefings: Sequence[str], stack: str | None, wanted: _Filter, as_of: str) -> str:
    """Return in words what was chosen."""
    parts = []
    if stack:
        parts.append(f"stack “{stack}”")
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
