"""Claims across the briefings written for the purpose, measured against their gold rows."""

import itertools
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from reeread.extract.claims import Document, compare
from reeread.model.claim import Claim, ClaimPassage
from reeread.text.blocks import blocks

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Measured:
    """How printed claims fit the gold rows: pairs found, pairs printed rightly, verdicts."""

    recall: float
    precision: float
    verdicts: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of recall and precision."""
        return 2 * self.recall * self.precision / (self.recall + self.precision)


def documents(folder: Path) -> list[Document]:
    """Return the briefings of a folder, named as the gold rows name them."""
    found = []
    for path in sorted(folder.glob("*.txt")):
        body = path.read_text("utf-8")
        found.append(Document(path.name, body, blocks(body)))
    return found


def measured(name: str) -> Measured:
    """Return how the claims across one half of the briefings fit its gold rows."""
    briefings = documents(DATA / name)
    bodies = {briefing.source: briefing.body for briefing in briefings}
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()]
    claims = compare(briefings)
    found = right = judged = told = good = 0
    places = [[place(passage, bodies) for passage in row["passages"]] for row in rows]
    pairs = [
        (a, b, n)
        for n, spots in enumerate(places)
        for a, b in itertools.combinations(spots, 2)
        if a[0] != b[0]
    ]
    for first, second, number in pairs:
        claim = next((claim for claim in claims if states(claim, first) and states(claim, second)), None)
        if claim is not None:
            found += 1
            judged += 1
            right += claim.verdict.value == rows[number]["verdict"]
    for claim in claims:
        for one, two in itertools.combinations(claim.passages, 2):
            spots = [
                {n for n, row in enumerate(places) for spot in row if touches(passage, spot)}
                for passage in (one, two)
            ]
            if one.source != two.source and spots[0] and spots[1]:
                told += 1
                good += bool(spots[0] & spots[1])
    return Measured(found / len(pairs), good / told, right / judged)


def place(passage: dict[str, str], bodies: dict[str, str]) -> tuple[str, int, int]:
    """Return where a gold passage stands."""
    start = bodies[passage["doc"]].index(passage["text"])
    return passage["doc"], start, start + len(passage["text"])


def touches(passage: ClaimPassage, spot: tuple[str, int, int]) -> bool:
    """Return whether a printed passage overlaps a gold one."""
    return passage.source == spot[0] and passage.start < spot[2] and spot[1] < passage.end


def states(claim: Claim, spot: tuple[str, int, int]) -> bool:
    """Return whether a claim has a passage at a gold place."""
    return any(touches(passage, spot) for passage in claim.passages)


@pytest.mark.parametrize(
    ("name", "f1", "verdicts"), [("seen", 0.84, 0.90), ("unseen", 0.88, 0.92), ("later", 0.77, 0.95)]
)
def test_pairs_and_verdicts_stay_where_they_were_reached(name: str, f1: float, verdicts: float) -> None:
    """All hold: the events that the rules were written with, and those that were scored at the end only."""
    result = measured(name)
    assert result.f1 >= f1
    assert result.verdicts >= verdicts


@pytest.mark.parametrize("name", ["seen", "unseen", "later"])
def test_passages_are_stretches_of_their_briefings(name: str) -> None:
    """Every passage and its value stand in the body where they say."""
    briefings = documents(DATA / name)
    bodies = {briefing.source: briefing.body for briefing in briefings}
    passages = [passage for claim in compare(briefings) for passage in claim.passages]
    assert passages
    for passage in passages:
        assert bodies[passage.source][passage.start : passage.end] == passage.text
        assert passage.value in passage.text


def test_claims_join_briefings() -> None:
    """Every claim has passages of two briefings or more, a label, and no more origins than briefings."""
    for claim in compare(documents(DATA / "seen")):
        sources = {passage.source for passage in claim.passages}
        assert len(sources) > 1
        assert 1 <= claim.origins <= len(sources)
        assert claim.label


def test_labels_are_made_of_words_of_the_passages() -> None:
    """No label holds a word that none of its passages holds."""
    for claim in compare(documents(DATA / "seen")):
        text = " ".join(passage.text for passage in claim.passages)
        assert all(word.strip(",") in text for word in claim.label.split())


def test_the_order_of_briefings_does_not_change_the_claims() -> None:
    """Compared backwards, the same passages stand together."""
    briefings = documents(DATA / "seen")

    def together(claims: tuple[Claim, ...]) -> set[frozenset[tuple[str, int, str]]]:
        return {frozenset((p.source, p.start, p.value) for p in claim.passages) for claim in claims}

    forward, backward = together(compare(briefings)), together(compare(briefings[::-1]))
    assert len(forward & backward) >= 0.9 * len(forward)
