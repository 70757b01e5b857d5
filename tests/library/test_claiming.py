"""Claims between briefings of a library."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reeread.library import Library, claiming, readings
from reeread.library.adding import add
from reeread.library.reading import article, briefings
from reeread.model.claim import Claim, ClaimPassage, Disputes, disputes
from reeread.model.errors import NotFound
from reeread.model.verdict import Verdict

VARNA = (
    "Varna harbour reopens\n\n"
    "The port of Varna handles {}% of the grain imports of Bulgaria, Ivan Petrov of {} said.\n"
)


@pytest.fixture
def stack(seeded: Path) -> Library:
    """Return the library of the five seeds."""
    return Library.open(seeded, "ann")


def passage(source: str, low: float | None, high: float | None, unit: str = "%") -> ClaimPassage:
    """Return a passage with these bounds."""
    return ClaimPassage(source, 0, 9, "a passage", "a value", low, high, unit)


def claim(verdict: Verdict, *passages: ClaimPassage) -> Claim:
    """Return a claim of these passages."""
    return Claim("a claim", verdict, 2, passages)


def test_claims_point_into_the_bodies(stack: Library) -> None:
    """Each passage is a stretch of the body of the briefing that it names, and two briefings state each claim."""
    found = claiming.claims(stack)
    assert found
    for one in found:
        assert len(one.sources) > 1
        for place in one.passages:
            assert place.span.within(article(stack, place.source).body) == place.text


def test_some_briefings_share_what_they_share_in_all(stack: Library) -> None:
    """Of several ids the claims among them come back; of one, those it shares with any other."""
    ids = [one.id for one in briefings(stack)]
    (share,) = claiming.claims(stack, [ids[0], ids[4]])
    assert share.verdict is Verdict.TENSION
    assert [place.value for place in share.passages] == ["80%–90%", "90+%"]
    assert share.sides == ((ids[0],), (ids[4],))
    own = claiming.claims(stack, [ids[0]])
    assert {one.label for one in own} < {one.label for one in claiming.claims(stack)}
    assert all(ids[0] in one.sources for one in own)


def test_shared_claims_are_counted_by_verdict(stack: Library) -> None:
    """The number of claims that one briefing shares with each other one is that of their claims side by side."""
    first, *others = [one.id for one in briefings(stack)]
    counted = list(claiming.shared(stack, first, others))
    assert [one.briefing for one in counted] == others
    for one in counted:
        verdicts = [found.verdict for found in claiming.claims(stack, [first, one.briefing])]
        assert [one.agree, one.tension, one.conflict] == [verdicts.count(verdict) for verdict in Verdict]
        assert one.count == len(verdicts)
    assert counted[3].tension == 1


def test_a_version_is_read_once(stack: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking again reads nothing again, as long as the briefing has the same version."""
    ids = [one.id for one in briefings(stack)][:2]
    before = claiming.claims(stack, ids)
    monkeypatch.setattr(readings, "read", lambda *_: pytest.fail("it was read again"))
    assert claiming.claims(stack, ids) == before


def test_a_new_version_is_read_anew(lib: Library, write: Callable[..., str]) -> None:
    """A briefing that came in again with another figure no longer agrees."""
    sources = [write(VARNA.format(60, name), name) for name in ("one.txt", "two.txt")]
    ids = [one.briefing.id for one in add(lib, sources) if one.briefing]
    assert [one.verdict for one in claiming.claims(lib, ids)] == [Verdict.AGREE]
    list(add(lib, [write(VARNA.format(75, "two.txt"), "two.txt")]))
    assert [one.verdict for one in claiming.claims(lib, ids)] == [Verdict.CONFLICT]


def test_a_briefing_without_end_is_passed_over(
    lib: Library, write: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A briefing longer than the limit states nothing, and nobody waits for it."""
    monkeypatch.setattr(readings, "LONGEST", 150)
    texts = {name: VARNA.format(60, name) for name in ("short.txt", "other.txt")}
    texts["long.txt"] = VARNA.format(60, "long.txt") * 2
    sources = [write(text, name) for name, text in texts.items()]
    *_, long = [one.briefing.id for one in add(lib, sources) if one.briefing]
    assert [long in one.sources for one in claiming.claims(lib)] == [False]


def test_an_unknown_briefing_is_not_found(stack: Library) -> None:
    """Claims of a briefing that is not there are an error, not an empty answer."""
    for chosen in (["no such id"], ["no such id", "nor this"]):
        with pytest.raises(NotFound):
            claiming.claims(stack, chosen)


def test_looking_for_claims_writes_nothing(seeded: Path) -> None:
    """The library file is byte for byte as it was."""
    before = seeded.read_bytes()
    with Library.open(seeded, "ann") as lib:
        claiming.claims(lib)
        assert list(claiming.shared(lib, briefings(lib)[0].id, [briefings(lib)[1].id]))
    assert seeded.read_bytes() == before


@pytest.mark.parametrize(
    ("verdict", "bounds", "sides"),
    [
        (Verdict.AGREE, {"a": (90, 90), "b": (90, None), "c": (85, 95)}, (("a", "b", "c"),)),
        (Verdict.TENSION, {"a": (80, 90), "b": (90, None)}, (("a",), ("b",))),
        (Verdict.CONFLICT, {"a": (60, 60), "b": (75, 75), "c": (75, 75)}, (("b", "c"), ("a",))),
        (Verdict.CONFLICT, {"a": (1, 5), "b": (9, 9), "c": (4, 8)}, (("a", "c"), ("b",))),
    ],
)
def test_sources_stand_on_sides(
    verdict: Verdict, bounds: dict[str, tuple[float, float | None]], sides: tuple[tuple[str, ...], ...]
) -> None:
    """Sources whose figures share more than an end stand together, the larger group first; all where all agree."""
    assert claim(verdict, *(passage(source, *pair) for source, pair in bounds.items())).sides == sides


def test_figures_in_other_units_do_not_stand_together() -> None:
    """The same stretch of numbers in another unit is another statement."""
    pair = (passage("a", 10, 20, "%"), passage("b", 12, 30, "USD"))
    assert len(claim(Verdict.CONFLICT, *pair).sides) == 2


def test_claims_come_while_briefings_are_read(stack: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few briefings at first, then twice as many, in the end all; told to stop, nothing comes."""
    monkeypatch.setattr(claiming, "_FIRST", 2)
    ids = [one.id for one in briefings(stack)]
    told = list(claiming.so_far(stack, lambda: False))
    assert told == [claiming.claims(stack, ids[-size:]) for size in (2, 4, 5)]
    monkeypatch.setattr(claiming, "_COUNTED", 3)
    assert list(claiming.so_far(stack, lambda: False)) == [
        claiming.claims(stack, ids[-size:]) for size in (2, 3)
    ]
    assert list(claiming.so_far(stack, lambda: True)) == []
    with_opened = list(claiming.so_far(stack, lambda: False, ids[0]))
    assert any(ids[0] in one.sources for one in with_opened[-1])


def test_only_what_does_not_fit_is_a_dispute() -> None:
    """Conflicts and tensions are counted for each source that states them; agreement is none."""
    some = [
        claim(Verdict.CONFLICT, passage("a", 1, 1), passage("b", 2, 2)),
        claim(Verdict.TENSION, passage("a", 1, 2), passage("c", 2, 3)),
        claim(Verdict.AGREE, passage("a", 1, 1), passage("d", 1, 1)),
    ]
    assert disputes(some) == {"a": Disputes(1, 1), "b": Disputes(1, 0), "c": Disputes(0, 1)}
    assert Disputes.among(some) == Disputes(1, 1)
