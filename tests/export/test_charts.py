"""What the page draws: tags by briefing, days, and claims by briefing."""

from dataclasses import replace

import pytest

from reeread.export.charts import WIDTH, bars, timeline
from reeread.export.contradictions import Source
from reeread.export.dossier import Entry
from reeread.export.matrix import Value, matrix
from reeread.export.summary import Summary
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.commitment import Deadline, Fate, Pledge
from reeread.model.promise import Commitment
from reeread.model.ruling import Ruling, Standing
from reeread.model.verdict import Verdict
from tests.export.conftest import Maker

BODY = "The port reopened. The state pledged to pay. A strike would close it."


def dated(entry: Entry, day: str) -> Entry:
    """Return an entry whose briefing was published on another day."""
    briefing = entry.article.briefing._replace(published=day)
    return replace(entry, article=entry.article._replace(briefing=briefing))


def claim(
    *said: tuple[int, str], verdict: Verdict = Verdict.AGREE, standing: Standing = Standing.OPEN
) -> Claim:
    """Return a claim of the first sentences of briefings, with what each says."""
    passages = tuple(
        ClaimPassage(f"id-{number}", 10 * place, 10 * place + 5, "quote", value, 1, 1, "%")
        for place, (number, value) in enumerate(said)
    )
    ruling = None
    if standing is not Standing.OPEN:
        ruling = Ruling("r", standing, "ana", "2025-10-30T08:00:00Z", date="2025-10-31", reason="withdrawn")
    return Claim("imports", verdict, 2, passages, ruling)


def sources(count: int) -> dict[str, Source]:
    """Return so many briefings, each a sentence for ten characters."""
    return {f"id-{one}": Source(one, f"Port {one}", tuple(range(0, 100, 10))) for one in range(1, count + 1)}


def test_bars_are_as_long_as_their_tags_are_many(make: Maker) -> None:
    """The briefing with most tags has the longest bar; parts stand in the order of the codebook, one for each tag used."""
    summary = Summary(
        make.dossier(
            make.entry(
                ("The port reopened.", ("confirmed",), ""),
                ("The state pledged to pay.", ("commitment", "confirmed"), ""),
                ("A strike", ("risk",), ""),
                body=BODY,
            ),
            make.entry(("A strike", ("risk",), ""), ("it", (), "what?"), body=BODY, number=2),
            make.entry(body=BODY, number=3),
        )
    )
    found = [[(part.tag, part.count, part.x, part.width) for part in bar.parts] for bar in bars(summary)]
    quarter = WIDTH / 4
    assert found == [
        [
            ("risk", 1, 0, quarter),
            ("commitment", 1, quarter, quarter),
            ("confirmed", 2, 2 * quarter, 2 * quarter),
        ],
        [("risk", 1, 0, quarter), ("commitment", 0, quarter, 0), ("confirmed", 0, quarter, 0)],
    ]


def test_days_stand_in_their_order_and_distance(make: Maker) -> None:
    """Briefings of one day share a dot, deadlines have their own, and what no calendar knows is left out."""
    entry = make.entry(("The state pledged to pay.", ("commitment",), ""), body=BODY)
    due = Commitment(
        entry.annotations[0], "Port", Pledge("The state", "pay", Deadline("soon", "2025-11-08")), Fate.OPEN
    )
    summary = Summary(
        make.dossier(
            replace(dated(entry, "2025-10-29T23:00:00Z"), commitments=lambda: (due,)),
            dated(make.entry(body=BODY, number=2), "2025-10-29"),
            dated(make.entry(body=BODY, number=3), "2025-11-03"),
            dated(make.entry(body=BODY, number=4), "last week"),
            dated(make.entry(body=BODY, number=5), ""),
        )
    )
    line = timeline(summary)
    assert line is not None
    found = [(dot.kind, dot.day, [event.number for event in dot.events]) for dot in line.dots]
    assert found == [
        ("published", "2025-10-29", [1, 2]),
        ("published", "2025-11-03", [3]),
        ("deadline", "2025-11-08", [1]),
    ]
    first, middle, last = (dot.x for dot in line.dots)
    assert middle - first == pytest.approx(last - middle)
    assert (line.ticks[0][1], line.ticks[-1][1]) == ("2025-10-29", "2025-11-08")
    assert line.dots[-1].events[0].key == "1-1"


def test_one_day_stands_in_the_middle_and_no_day_is_no_line(make: Maker) -> None:
    """A single day has the middle; without any there is nothing to draw."""
    line = timeline(Summary(make.dossier(make.entry(body=BODY))))
    assert line and [(dot.x, dot.day) for dot in line.dots] == [(WIDTH / 2, "2025-10-29")]
    assert line.ticks == ((WIDTH / 2, "2025-10-29"),)
    assert timeline(Summary(make.dossier(dated(make.entry(body=BODY), "")))) is None


def test_claims_stand_by_who_says_most() -> None:
    """Who states most claims has the first column; a value that a briefing repeats stands once, with all its places."""
    found = matrix(
        [
            claim((2, "60%"), (3, "75%"), (2, "60%"), (2, "over 60%"), verdict=Verdict.CONFLICT),
            claim((2, "signed"), (1, "signed"), standing=Standing.CONFIRMED),
        ],
        sources(4),
    )
    assert [source.number for source in found.columns] == [2, 1, 3]
    first, second = found.rows
    assert (first.sign, first.verdict, first.cells) == (
        "≠",
        "conflict",
        (
            (Value("60%", ("sentence 1", "sentence 3")), Value("over 60%", ("sentence 4",))),
            (),
            (Value("75%", ("sentence 2",)),),
        ),
    )
    assert (second.sign, second.decided) == ("=", "confirmed by ana")


def test_dismissed_claims_and_those_of_others_are_no_rows() -> None:
    """What somebody dismissed is left out, and so is what one briefing alone states; a retraction says since when and why."""
    dismissed = claim((1, "60%"), (2, "75%"), standing=Standing.DISMISSED)
    alone = claim((1, "60%"), (9, "75%"))
    retracted = claim((1, "60%"), (2, "75%"), standing=Standing.RETRACTED)
    (row,) = matrix([dismissed, alone, retracted], sources(2)).rows
    assert (row.verdict, row.sign, row.decided) == ("retracted", "✕", "since 2025-10-31, by ana: withdrawn")
    assert matrix([dismissed, alone], sources(2)).columns == ()
