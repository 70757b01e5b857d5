"""A long comparison tells how far it is, can be stopped, and needs no more than neighbours in memory."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from reeread.extract.claims import Document, claims, compared, read
from reeread.extract.claims.neighbours import by_event
from reeread.extract.claims.statement import Statements
from reeread.text.blocks import blocks

PLACES = ("Havnstad", "Ostrau", "Merrin", "Tolm", "Lismor", "Aberly")


def readings(copies: int) -> list[Statements]:
    """Return what so many briefings of each of six fires state."""
    return [read(document, number) for number, document in enumerate(documents(copies))]


def documents(copies: int) -> list[Document]:
    """Return so many briefings of each of six fires, told in two ways."""
    found = []
    for copy in range(copies):
        for event, place in enumerate(PLACES):
            burnt = 9_400 + 317 * event
            told = (
                f"Fire at {place}\n\nThe fire at {place} burned {burnt:,} hectares of forest, officials of {place} said.\n"
                if copy % 2
                else f"{place} after the fire\n\nAt {place}, {burnt:,} ha of woodland went up in flames. {place} waits for rain.\n"
            )
            found.append(Document(f"{place} {copy}", told, blocks(told)))
    return found


def test_it_tells_how_far_it_is() -> None:
    """What is done never falls, begins with nothing, counts each briefing as it is read, and stays within the total."""
    heard: list[tuple[int, int]] = []
    briefings = readings(10)

    def tell(done: int, total: int) -> bool:
        heard.append((done, total))
        return True

    outcome = compared(briefings, tell=tell)
    assert outcome.whole and outcome.read == len(briefings) and outcome.claims == claims(briefings)
    assert [done for done, _ in heard[: len(briefings)]] == list(range(len(briefings)))
    assert all(one[0] <= two[0] for one, two in pairwise(heard)) and heard[-1][0] > len(briefings)
    assert all(done < total == 2 * len(briefings) for done, total in heard)


def test_it_can_be_stopped_while_it_compares() -> None:
    """Stopped in the middle, it is not whole, and its claims are fewer."""
    briefings = readings(10)
    outcome = compared(briefings, tell=lambda done, total: done <= len(briefings))
    assert not outcome.whole and outcome.read == len(briefings)
    assert len(outcome.claims) < len(claims(briefings))


@pytest.mark.parametrize("part", [0.6, 0.8])
def test_it_can_be_stopped_late(part: float) -> None:
    """Stopped while briefings are linked, or linked by way of a third, it is not whole, and asks no more."""
    heard: list[int] = []

    def tell(done: int, total: int) -> bool:
        heard.append(done)
        return done < part * total

    outcome = compared(readings(10), tell=tell)
    assert not outcome.whole and outcome.claims
    assert [done for done in heard if done >= part * 120] == heard[-1:]


def test_briefings_read_anew_state_the_same() -> None:
    """A briefing that was dropped from memory and read again joins the same claims."""

    briefings = documents(2)

    class Forgetful(Sequence[Statements]):
        def __len__(self) -> int:
            return 12

        def __getitem__(self, at):  # type: ignore[no-untyped-def]
            return read(briefings[at], at)

    assert compared(Forgetful()).claims == claims(readings(2))


def test_pairs_of_one_event_stand_together() -> None:
    """In the order in which pairs are linked, briefings that hang together are done with before others begin."""
    assert by_event([(0, 4), (1, 3), (2, 4), (3, 5)]) == [(0, 4), (2, 4), (1, 3), (3, 5)]
