"""Claims by briefings: what each says of the same thing, in a table."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reeread.export.contradictions import Said, Source, decided, said, verdict
from reeread.model.claim import Claim
from reeread.model.ruling import Standing

_SIGNS = {"retracted": "✕"}


@dataclass(frozen=True, slots=True)
class Value:
    """What a briefing says of a claim, and where it says so."""

    value: str
    """As printed."""
    places: tuple[str, ...]
    """In sentences counted from 1: "sentence 4"."""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim."""

    label: str
    verdict: str
    """"agree", "tension", "conflict" or "retracted"."""
    sign: str
    origins: int
    decided: str
    """What a person made of it, in words; empty where nobody did."""
    cells: tuple[tuple[Value, ...], ...]
    """What each briefing says of it, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims and the briefings that state them."""

    columns: tuple[Source, ...]
    """Those that say something, who says most first."""
    rows: tuple[Row, ...]
    """In the order of the claims."""


def matrix(claims: Iterable[Claim], sources: Mapping[str, Source]) -> Matrix:
    """Return the claims that two or more of the sources state, without those that somebody dismissed."""
    found = [(claim, said(claim, sources)) for claim in claims if claim.standing is not Standing.DISMISSED]
    kept = [(claim, passages) for claim, passages in found if len(passages) > 1]
    stated = Counter(number for _, passages in kept for number in {one.number for one in passages})
    columns = sorted(
        (source for source in sources.values() if source.number in stated),
        key=lambda source: (-stated[source.number], source.number),
    )
    return Matrix(tuple(columns), tuple(_row(claim, passages, columns) for claim, passages in kept))


def _row(claim: Claim, passages: tuple[Said, ...], columns: list[Source]) -> Row:
    """Return one claim as a row."""
    cells = tuple(
        tuple(_values(one for one in passages if one.number == source.number)) for source in columns
    )
    told = verdict(claim)
    sign = _SIGNS.get(told, claim.verdict.sign)
    return Row(claim.label, told, sign, claim.origins, decided(claim), cells)


def _values(passages: Iterable[Said]) -> Iterator[Value]:
    """Yield what one briefing says, each value once."""
    places: dict[str, list[str]] = {}
    for one in passages:
        places.setdefault(one.value, []).append(one.place)
    for value, found in places.items():
        yield Value(value, tuple(dict.fromkeys(found)))
