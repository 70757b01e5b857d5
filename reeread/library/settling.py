"""What people decided on claims, laid over what is computed: no later run overturns it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reeread.extract.claims.rejoined import judged, origins
from reeread.library.library import Library
from reeread.library.reading import article, version_body
from reeread.library.readings import Readings
from reeread.model.annotation import AnchorState
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.ruled import Ruled, RuledPassage
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.store import claims as rows

if TYPE_CHECKING:  # most claims have nothing to find again
    from reeread.text.anchoring import Finder


@dataclass(slots=True)
class _Group:
    """A claim as somebody left it, with where it stands among what is computed now."""

    ruled: Ruled
    whole: bool
    """Whether all its briefings are among those compared."""
    places: list[ClaimPassage]
    """Its passages where they stand now."""
    lost: list[ClaimPassage]
    joined: list[ClaimPassage] = field(default_factory=list)
    """What was found since that states the same."""
    computed: list[Claim] = field(default_factory=list)
    """The claims that its passages are in as they are computed."""

    @property
    def dismissed(self) -> bool:
        """Return whether somebody dismissed it."""
        return self.ruled.ruling.standing is Standing.DISMISSED

    @property
    def passages(self) -> tuple[ClaimPassage, ...]:
        """Return all passages that stand."""
        return (*self.places, *self.joined)


def rulings(lib: Library) -> tuple[Ruled, ...]:
    """Return what people decided on claims, the latest first, but that on briefings which were taken out."""
    with lib.store.reading() as connection:
        return tuple(rows.ruled(connection))


def decided_with(lib: Library, briefing: str) -> set[str]:
    """Return the ids of the briefings that stand in a claim with one because somebody decided so."""
    with lib.store.reading() as connection:
        kept = [{passage.briefing for passage in one.passages} for one in rows.ruled(connection)]
    return {id for together in kept if briefing in together for id in together}


def settled(
    lib: Library, found: Sequence[Claim], ids: Sequence[str], versions: Mapping[str, int]
) -> tuple[Claim, ...]:
    """Return claims with what people decided on them, in order of their first passage.

    A passage that somebody decided on stands in the claim in which they left it, and in no other. What is
    computed to state the same joins it, unless that claim was dismissed. A verdict that was confirmed stays.

    Args:
        lib: The library.
        found: The claims as they are computed.
        ids: Of the briefings that were compared, in order.
        versions: The numbers of the versions that briefings show, by id.
    """
    kept = rulings(lib)
    if not kept:
        return tuple(found)
    order = {id: place for place, id in enumerate(ids)}
    places = _Places(lib, versions)
    groups = [_group(places, one, order) for one in kept]
    claims = [
        *_allotted(lib, groups, found),
        *(claim for one in groups if (claim := _claim(lib, one, order))),
    ]

    def place(claim: Claim) -> tuple[int, int, int]:
        first = (*claim.passages, *claim.lost)[0]
        return order[first.source], first.start, first.end

    return tuple(sorted(claims, key=place))


def _group(places: "_Places", ruled: Ruled, order: Mapping[str, int]) -> _Group:
    """Return a claim as somebody left it, its passages found again in the versions that are shown."""
    here = [one for one in ruled.passages if one.briefing in order]
    group = _Group(ruled, len(here) == len(ruled.passages), [], [])
    for one in here:
        passage = places.of(one)
        (group.lost if passage.state is AnchorState.ORPHAN else group.places).append(passage)
    return group


class _Places:
    """Where passages stand in the versions that are shown; any two versions are compared once."""

    def __init__(self, lib: Library, versions: Mapping[str, int]) -> None:
        self._lib, self._versions = lib, versions
        self._finders: dict[tuple[str, int], Finder] = {}

    def of(self, passage: RuledPassage) -> ClaimPassage:
        """Return a passage where it stands now; one that no longer says its figure is lost."""
        kept, span, text = passage.anchor, passage.anchor.span, passage.anchor.exact
        state = AnchorState.ANCHORED
        if passage.version != self._versions[passage.briefing]:
            body = article(self._lib, passage.briefing).body
            found = self._finder(passage, body).find(kept)
            state = found.state
            if found.span is not None and passage.value in found.span.within(body):
                span, text = found.span, found.span.within(body)
            else:
                state = AnchorState.ORPHAN
        said = (passage.value, passage.low, passage.high, passage.unit, state)
        return ClaimPassage(passage.briefing, span.start, span.end, text, *said)

    def _finder(self, passage: RuledPassage, body: str) -> "Finder":
        from reeread.text.anchoring import Finder

        key = passage.briefing, passage.version
        if key not in self._finders:
            old = version_body(self._lib, passage.briefing, passage.version)
            self._finders[key] = Finder(body, old)
        return self._finders[key]


def _allotted(lib: Library, groups: Sequence[_Group], found: Sequence[Claim]) -> list[Claim]:
    """Give each computed passage to the claim in which somebody left it, and return the claims of the rest."""
    homes = _Homes(groups)
    rest = []
    for claim in found:
        free = []
        hits: Counter[int] = Counter()
        for passage in claim.passages:
            if (home := homes.of(passage)) is None:
                free.append(passage)
            else:
                hits[home[0]] += 1
                homes.renew(home, passage)
        for at in hits:
            groups[at].computed.append(claim)
        if not hits:
            rest.append(claim)
        elif live := [at for at in hits if not groups[at].dismissed]:
            groups[max(live, key=lambda at: hits[at])].joined.extend(free)
        elif len({one.source for one in free}) > 1:
            verdict, count = _judged(lib, free)
            rest.append(claim._replace(passages=tuple(free), verdict=verdict or claim.verdict, origins=count))
    return rest


class _Homes:
    """To which claim each passage belongs that somebody decided on."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self._groups = groups
        self._by_source: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, group in enumerate(groups):
            for place, passage in enumerate(group.places):
                self._by_source[passage.source].append((at, place))

    def of(self, passage: ClaimPassage) -> tuple[int, int] | None:
        """Return the claim, and the place in it, that a computed passage is of; None where nobody decided."""
        best: tuple[tuple[bool, bool], tuple[int, int]] | None = None
        for at, place in self._by_source.get(passage.source, ()):
            kept = self._groups[at].places[place]
            if not _same(kept, passage):
                continue
            fit = (kept.value == passage.value, kept.span == passage.span)
            if best is None or fit > best[0]:  # of two that fit alike the one decided on last
                best = fit, (at, place)
        return best[1] if best else None

    def renew(self, home: tuple[int, int], passage: ClaimPassage) -> None:
        """Show a passage as it is read now."""
        at, place = home
        self._groups[at].places[place] = passage._replace(state=self._groups[at].places[place].state)


def _same(kept: ClaimPassage, passage: ClaimPassage) -> bool:
    """Return whether a computed passage is one that somebody decided on: the same place, the same figure.

    A deed, which has no unit, may hold figures in what is printed of it, and is none of them.
    """
    if not kept.span.overlaps(passage.span) or bool(kept.unit) != bool(passage.unit):
        return False
    one, other = f" {kept.value} ", f" {passage.value} "
    return one in other or other in one


def _claim(lib: Library, group: _Group, order: Mapping[str, int]) -> Claim | None:
    """Return a claim as somebody left it, None where only one of its briefings is among those compared."""
    if len({one.source for one in (*group.passages, *group.lost)}) < 2:
        return None
    ruled, ruling = group.ruled, group.ruled.ruling
    passages = tuple(sorted(group.passages, key=lambda one: (order[one.source], one.start, one.end)))
    lost = tuple(sorted(group.lost, key=lambda one: (order[one.source], one.start)))
    verdict, count = _computed(group, passages) or _judged(lib, passages)
    if ruling.standing is not Standing.OPEN and (group.whole or ruled.verdict is Verdict.AGREE):
        verdict = ruled.verdict
    ruling = ruling._replace(joined=len(group.joined))
    return Claim(ruled.label, verdict or ruled.verdict, count, passages, ruling, lost)


def _computed(group: _Group, passages: Sequence[ClaimPassage]) -> tuple[Verdict | None, int] | None:
    """Return verdict and origins as they were computed, None unless a claim of just these passages was."""
    places = {(one.source, one.start, one.end, one.value) for one in passages}
    for claim in group.computed:
        if {(one.source, one.start, one.end, one.value) for one in claim.passages} == places:
            return claim.verdict, claim.origins
    return None


def _judged(lib: Library, passages: Sequence[ClaimPassage]) -> tuple[Verdict | None, int]:
    """Return the verdict on passages that the rules did not put together, and from how many origins they are."""
    sources = list(dict.fromkeys(one.source for one in passages))
    readings = Readings.of(lib).all(lib, sources)
    verdict = judged(passages, dict(zip(sources, readings, strict=True)))
    return verdict, origins(readings)
