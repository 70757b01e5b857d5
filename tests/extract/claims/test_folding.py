"""What briefings state is folded away and comes back as it was."""

from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from reeread.extract.claims import Document, Opened, folded, read, unfolded
from reeread.extract.claims.statement import Statements
from reeread.text.blocks import blocks

SEEN = Path(__file__).parent / "data" / "seen"
BRIEFINGS = ("airline_wire.txt", "election_observers.txt", "trade_quell.txt", "takeover_note.txt")


def reading(name: str, number: int = 0) -> Statements:
    """Return what a briefing states."""
    body = (SEEN / name).read_text("utf-8")
    return read(Document(name, body, blocks(body)), number)


def values(one: object) -> object:
    """Return the values of a dataclass and of those within it, which compare by identity."""
    if isinstance(one, tuple):
        return [values(each) for each in one]
    if not is_dataclass(one):
        return one
    return {field.name: values(getattr(one, field.name)) for field in fields(one)}


@pytest.mark.parametrize("name", BRIEFINGS)
def test_a_reading_comes_back_as_it_was(name: str) -> None:
    """Every figure, deed, name and run of words is there again, under the number that is asked for."""
    was = reading(name, 7)
    assert was.figures
    assert values(unfolded(folded(reading(name)), 7)) == values(was)


def test_a_folded_reading_is_small() -> None:
    """Of a short briefing it takes no more than a dozen times the text."""
    for name in BRIEFINGS:
        assert len(folded(reading(name))) < 12 * (SEEN / name).stat().st_size


def test_readings_asked_for_last_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """As long as they hold few figures they are fetched once each, and beyond that those asked for first go."""
    fetched: list[int] = []

    def fetch(number: int) -> Statements:
        fetched.append(number)
        return reading(BRIEFINGS[number], number)

    opened = Opened(len(BRIEFINGS), fetch)
    assert [one.source for one in (*opened[:], *opened[1:3])] == [*BRIEFINGS, *BRIEFINGS[1:3]]
    assert fetched == [0, 1, 2, 3]
    monkeypatch.setattr("reeread.extract.claims.opened._FIGURES", 1)
    opened = Opened(len(BRIEFINGS), fetch)
    fetched.clear()
    assert [opened[at].source for at in (0, 1, 0, 2, 1)] == [BRIEFINGS[at] for at in (0, 1, 0, 2, 1)]
    assert fetched == [0, 1, 2, 1]
