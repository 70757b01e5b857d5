"""What people decide on claims, and that nothing computed later overturns it."""

from collections.abc import Callable

import pytest

from reeread.library import Library, claiming, deciding, history, removing, settling
from reeread.library.adding import add
from reeread.model.annotation import AnchorState
from reeread.model.claim import Claim
from reeread.model.errors import AlreadyDone, NotFound, UsageError
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict

GRAIN = "The port of Varna handles {}% of the grain imports of Bulgaria, Ivan Petrov of {} said.\n"
QUAY = "The harbour of Varna signed a contract with Maersk for {} new cranes on Monday, {} reported.\n"

Put = Callable[..., list[str]]


@pytest.fixture
def put(lib: Library, write: Callable[..., str]) -> Put:
    """Return a function that adds a briefing for each share of the grain, and returns the ids of them."""

    def briefings(*shares: object, **changed: object) -> list[str]:
        named = {f"{number}.txt": share for number, share in enumerate(shares)} | {
            f"{name[1:]}.txt": share for name, share in changed.items()
        }
        sources = [
            write(f"Varna harbour reopens\n\n{GRAIN.format(share, name)}", name)
            for name, share in named.items()
        ]
        return [outcome.briefing.id for outcome in add(lib, sources) if outcome.briefing]

    return briefings


def only(lib: Library, **how: bool) -> Claim:
    """Return the one claim that the library has."""
    (claim,) = claiming.claims(lib, **how)
    return claim


def values(claim: Claim) -> list[str]:
    """Return the figures of a claim as printed."""
    return [one.value for one in claim.passages]


def test_a_confirmed_verdict_stays(lib: Library, put: Put, monkeypatch: pytest.MonkeyPatch) -> None:
    """A confirmed conflict is one, whatever the rules say of its passages later, and even if they say nothing."""
    put(60, 75)
    deciding.confirm(lib, [only(lib)])
    decided = only(lib)
    assert (decided.verdict, decided.standing) == (Verdict.CONFLICT, Standing.CONFIRMED)
    assert decided.ruling and decided.ruling.author == "ann" and not decided.ruling.grouped
    monkeypatch.setattr(claiming, "claims_of", lambda _: ())
    with Library.open(lib.path, "bob") as other:
        later = only(other)
        assert (later.verdict, later.standing, values(later)) == (
            Verdict.CONFLICT,
            Standing.CONFIRMED,
            values(decided),
        )


def test_a_person_gives_another_verdict(lib: Library, put: Put) -> None:
    """Confirming with another verdict is confirming that one."""
    put(60, 75)
    deciding.confirm(lib, [only(lib)], Verdict.TENSION)
    assert (only(lib).verdict, only(lib).standing) == (Verdict.TENSION, Standing.CONFIRMED)
    with pytest.raises(AlreadyDone):
        deciding.confirm(lib, [only(lib)], Verdict.TENSION)
    deciding.confirm(lib, [only(lib)], Verdict.AGREE)
    assert only(lib).verdict is Verdict.AGREE


def test_what_is_found_later_joins_a_confirmed_claim_and_is_counted(lib: Library, put: Put) -> None:
    """A third briefing that says the same joins; the verdict stays until somebody confirms another."""
    put(60, 60)
    deciding.confirm(lib, [only(lib)])
    put(_2=75)
    claim = only(lib)
    assert values(claim) == ["60%", "60%", "75%"]
    assert claim.verdict is Verdict.AGREE and claim.ruling and claim.ruling.joined == 1
    deciding.confirm(lib, [claim], Verdict.CONFLICT)
    claim = only(lib)
    assert claim.verdict is Verdict.CONFLICT and claim.ruling and claim.ruling.joined == 0


def test_a_dismissed_claim_does_not_come_back(lib: Library, put: Put) -> None:
    """Neither by itself nor with a third briefing; two that say so without the dismissed ones are a claim."""
    put(60, 75)
    deciding.dismiss(lib, [only(lib)])
    assert claiming.claims(lib) == ()
    assert only(lib, dismissed=True).standing is Standing.DISMISSED
    put(_2=75)
    assert claiming.claims(lib) == ()
    put(_3=75)
    assert values(only(lib)) == ["75%", "75%"] and only(lib).verdict is Verdict.AGREE


def test_a_claim_is_retracted_with_date_and_reason(lib: Library, put: Put) -> None:
    """It is shown with both and counts no more; without a reason or with a wrong date it is refused."""
    put(60, 75)
    deciding.retract(lib, [only(lib)], " The agency took it back. ", "2026-03-04")
    claim = only(lib)
    assert claim.ruling and (claim.ruling.date, claim.ruling.reason) == (
        "2026-03-04",
        "The agency took it back.",
    )
    assert claim.standing is Standing.RETRACTED and not claim.holds
    for reason, date in ((" ", ""), ("Because.", "March")):
        with pytest.raises(UsageError):
            deciding.retract(lib, [claim], reason, date)


def test_a_decision_is_taken_back(lib: Library, put: Put) -> None:
    """A claim that is reopened is what is computed; one that was put together stays together."""
    put(60, 75)
    computed = only(lib)
    with pytest.raises(AlreadyDone):
        deciding.reopen(lib, [computed])
    deciding.dismiss(lib, [computed])
    deciding.reopen(lib, [only(lib, dismissed=True)])
    assert only(lib) == computed


def test_merged_claims_are_one(lib: Library, write: Callable[..., str]) -> None:
    """The passages of both stand in one claim, called as the first, with the verdict that follows from all."""
    texts = [GRAIN.format(60, name) + QUAY.format(cranes, name) for name, cranes in (("a", 4), ("b", 7))]
    list(add(lib, [write(f"Varna\n\n{text}", f"{at}.txt") for at, text in enumerate(texts)]))
    apart = claiming.claims(lib)
    assert len(apart) > 1
    deciding.merge(lib, apart)
    merged = only(lib)
    assert merged.label == apart[0].label and merged.standing is Standing.OPEN
    assert len(merged.passages) == sum(len(one.passages) for one in apart)
    assert merged.verdict is max((one.verdict for one in apart), key=lambda one: one.gravity)
    deciding.confirm(lib, [merged])
    deciding.reopen(lib, [only(lib)])
    assert len(only(lib).passages) == len(merged.passages)
    with pytest.raises(UsageError):
        deciding.merge(lib, [merged])


def test_a_cell_that_is_split_out_stays_out(lib: Library, put: Put) -> None:
    """The rest is judged anew; what says the same joins the larger part, and the other by itself makes no claim."""
    ids = put(60, 60, 75)
    assert only(lib).verdict is Verdict.CONFLICT
    deciding.split(lib, only(lib), ids[2])
    assert (values(only(lib)), only(lib).verdict) == (["60%", "60%"], Verdict.AGREE)
    put(_3=60)
    assert values(only(lib)) == ["60%", "60%", "60%"]
    with pytest.raises(UsageError):
        deciding.split(lib, only(lib), ids[2])


def test_figures_within_a_deed_stay_what_they_are(lib: Library, write: Callable[..., str]) -> None:
    """Where a deed is printed up to its day, its years and its day are no passages of the claim that it stands in."""
    signed = "Lorania and Quell agree\n\nLorania signed the ten-year Tesny accord with Quell on {}, Ivan Petrov said.\n"
    sources = [write(signed.format(day), f"{day}.txt") for day in ("May 12", "May 14", "May 16")]
    ids = [outcome.briefing.id for outcome in add(lib, sources) if outcome.briefing]
    (deed,) = (one for one in claiming.claims(lib) if values(one)[0].startswith("signed"))
    told = [f"signed the ten-year Tesny accord with Quell on May {day}" for day in (12, 14, 16)]
    assert values(deed) == told
    deciding.split(lib, deed, ids[2])
    kept = next(one for one in claiming.claims(lib) if one.ruling)
    assert (values(kept), kept.verdict) == (told[:2], Verdict.CONFLICT)
    assert ["ten-year"] * 3 in [values(one) for one in claiming.claims(lib)]


def test_a_decision_follows_its_passages_into_a_new_version(lib: Library, put: Put) -> None:
    """A passage that still stands is where it stands now; of one that is gone the claim says so, and keeps it."""
    put(60, 75)
    deciding.confirm(lib, [only(lib)])
    text = (lib.path.parent / "0.txt").read_text()
    (lib.path.parent / "0.txt").write_text(f"News of today.\n\n{text}")
    list(add(lib, [str(lib.path.parent / "0.txt")]))
    claim = only(lib)
    assert claim.passages[0].state is AnchorState.MOVED and not claim.unsure
    assert [one.value for one in claim.passages] == ["60%", "75%"]
    put(_0=62)
    claim = only(lib)
    assert claim.unsure and [one.value for one in claim.lost] == ["60%"]
    assert (claim.verdict, claim.standing) == (Verdict.CONFLICT, Standing.CONFIRMED)
    assert values(claim) == ["62%", "75%"] and claim.ruling and claim.ruling.joined == 1
    deciding.split(lib, claim, claim.lost[0].source)
    assert claiming.claims(lib) == ()


def test_a_passage_that_stands_twice_is_for_review(lib: Library, put: Put) -> None:
    """Where a quote stands in two places of a new version that fit alike, somebody must look."""
    put(60, 75)
    deciding.confirm(lib, [only(lib)])
    said = GRAIN.format(60, "0.txt")
    (lib.path.parent / "0.txt").write_text(f"Grain news\n\nToday. {said}\nToday. {said}\nMore news.")
    list(add(lib, [str(lib.path.parent / "0.txt")]))
    claim = only(lib)
    assert AnchorState.REVIEW in {one.state for one in claim.passages} and claim.unsure
    deciding.confirm(lib, [claim])
    assert not only(lib).unsure


def test_a_briefing_that_is_taken_out_takes_its_passages_along(lib: Library, put: Put) -> None:
    """With one briefing left there is no claim; when the other comes back the decision is there again."""
    ids = put(60, 75)
    deciding.confirm(lib, [only(lib)])
    removing.remove(lib, ids[1])
    assert claiming.claims(lib) == ()
    history.undo(lib)
    assert only(lib).standing is Standing.CONFIRMED


def test_among_some_briefings_a_verdict_is_theirs(lib: Library, put: Put) -> None:
    """A conflict of three is none between the two of them that agree; an agreement of all is one of any two."""
    ids = put(60, 60, 75)
    deciding.confirm(lib, [only(lib)])
    (pair,) = claiming.claims(lib, ids[:2])
    assert (pair.verdict, pair.standing) == (Verdict.AGREE, Standing.CONFIRMED)
    deciding.confirm(lib, [only(lib)], Verdict.AGREE)
    (pair,) = claiming.claims(lib, ids[1:])
    assert pair.verdict is Verdict.AGREE


def test_a_claim_of_another_moment_is_refused(lib: Library, put: Put) -> None:
    """What was seen before a briefing changed is not decided on blindly, and nothing is written."""
    put(60, 75)
    seen = only(lib)
    put(_0="over 61")
    last = history.events(lib, limit=1)
    with pytest.raises(NotFound, match="changed meanwhile"):
        deciding.confirm(lib, [seen])
    assert history.events(lib, limit=1) == last


def test_each_decision_is_one_undo(lib: Library, put: Put) -> None:
    """Undo says what it took back and leaves the claims as they were before."""
    ids = put(60, 60, 75)
    before = claiming.claims(lib)
    for deed, said in (
        (lambda claim: deciding.confirm(lib, [claim]), "confirming the claim"),
        (lambda claim: deciding.dismiss(lib, [claim]), "dismissing the claim"),
        (lambda claim: deciding.retract(lib, [claim], "Because."), "retracting the claim"),
        (lambda claim: deciding.split(lib, claim, ids[0]), "taking a passage out of the claim"),
        (lambda claim: deciding.merge(lib, [claim, claim]), "merging the claims"),
    ):
        deed(only(lib))
        assert claiming.claims(lib) != before
        undone = history.undo(lib)
        assert undone is not None and undone.text == f"Took back {said} “{before[0].label}”."
        assert claiming.claims(lib) == before


def test_a_reading_that_is_stopped_has_the_claims_of_what_was_read(lib: Library, put: Put) -> None:
    """The teller hears of each briefing, and after two of three the claims are those of two."""
    put(60, 60, 75)
    heard: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        heard.append((done, total))
        return done < 2

    (claim,) = claiming.claims(lib, tell=tell)
    assert heard == [(0, 6), (1, 6), (2, 6)] and values(claim) == ["60%", "60%"]
    assert values(only(lib)) == ["60%", "60%", "75%"]


def test_without_decisions_nothing_is_laid_over_the_claims(lib: Library, put: Put) -> None:
    """Claims come as they are computed."""
    put(60, 75)
    found = claiming.claims(lib)
    assert settling.settled(lib, found, (), {}) == found
