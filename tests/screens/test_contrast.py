"""What other briefings say to the one that is read: marked, said in words, one key away."""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from screens import few_claims
from screens.reading_app import AUTHOR, SMALL, WIDE, Opened, desk, press, rows, settled, shown
from textual.pilot import Pilot

from reeread.app import ReereadApp
from reeread.extract.claims import Compared, Tell
from reeread.extract.claims.statement import Statements
from reeread.library import Library, claiming, deciding
from reeread.library.codebook import RESERVED_KEYS
from reeread.library.removing import remove
from reeread.model.span import Span
from reeread.model.verdict import Verdict

GO, BACK = "percent_sign", "ctrl+o"


@pytest.fixture(autouse=True)
def claims(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the library find the few claims of the tests."""
    monkeypatch.setattr(claiming, "so_far", few_claims.so_far)


def here(pilot: Pilot[None]) -> tuple[str, str]:
    """Return which seed is read, by its number, and the text under the cursor."""
    screen = desk(pilot)
    assert screen.article is not None and screen.passage is not None
    number = [one.id for one in screen.briefings].index(screen.opened)
    return str(number), screen.passage.span.within(screen.article.body)


async def stand(pilot: Pilot[None], quote: str) -> None:
    """Put the cursor on the sentence with a quote."""
    at = desk(pilot).article.body.index(quote)  # type: ignore[union-attr]
    desk(pilot).reader.show(Span(at, at))
    await settled(pilot)


class Gate:
    """Comparing that waits until a test lets it go on."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def compared(self, readings: Sequence[Statements], *, tell: Tell | None = None) -> Compared:
        """Compare, once the gate is open."""
        self.open.wait()
        return few_claims.compared(readings, tell=tell)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Hold the comparing up."""
    gate = Gate()
    monkeypatch.setattr(claiming, "comparing", gate.compared)
    yield gate
    gate.open.set()


async def test_shared_passages_are_marked_and_counted(opened: Opened) -> None:
    """The gutter has the sign of each claim, and the title says how many do not fit."""
    async with opened() as pilot:
        verdicts = sorted(one.verdict for one in desk(pilot).linked)
        assert verdicts == [Verdict.AGREE, Verdict.AGREE, Verdict.TENSION]
        assert "1 tension" in rows(pilot)[0]
        await stand(pilot, "China controls 80%")
        assert any("≈" in one.split("China controls 80%")[0] for one in rows(pilot) if "controls 80%" in one)


async def test_marks_come_beside_the_reading(library: Path, state: Path, gate: Gate) -> None:
    """The article shows and keys work while briefings are compared; marks come when they are known."""
    async with ReereadApp(library, AUTHOR, state=state).run_test(size=WIDE) as pilot:
        await pilot.press("j", "j")
        await pilot.pause()
        assert desk(pilot).linked == () and desk(pilot).passage is not None
        gate.open.set()
        await settled(pilot)
        assert len(desk(pilot).linked) == 3


async def test_the_status_line_says_who_and_what(opened: Opened) -> None:
    """Titles and figures of those that differ, first of all that is said, at 80 columns, too."""
    for size in (None, SMALL):
        async with opened(*((size,) if size else ())) as pilot:
            await stand(pilot, "China controls 80%")
            assert desk(pilot).words.startswith("in tension with ")
            assert "in tension with Japan" in rows(pilot)[-2]
            await stand(pilot, "Rare earth elements are 17")
            assert desk(pilot).words.startswith("agrees with ") and "“17”" in desk(pilot).words


async def test_a_key_goes_there_and_round_and_back(opened: Opened) -> None:
    """Each press goes on to the next that states the same, the last one back; ctrl+o goes back at once."""
    async with opened() as pilot:
        await stand(pilot, "China controls 80%")
        first = here(pilot)
        await press(pilot, GO)
        assert here(pilot)[0] == "2" and "over 90 %" in here(pilot)[1]
        assert "“90 %”, 2 of 3" in desk(pilot).message
        await press(pilot, GO)
        assert here(pilot)[0] == "4" and "90+%" in here(pilot)[1]
        await press(pilot, GO)
        assert here(pilot) == first
        await press(pilot, GO, BACK)
        assert here(pilot) == first


async def test_where_nobody_says_anything_the_key_says_so(opened: Opened) -> None:
    """The article stays."""
    async with opened() as pilot:
        await press(pilot, "G", GO)
        assert here(pilot)[0] == "0" and "No other briefing" in shown(pilot)


async def test_what_was_decided_shows(opened: Opened) -> None:
    """A dismissed claim has no mark, a confirmed one says by whom, and undo in the reader brings the mark back."""
    async with opened() as pilot:
        lib = desk(pilot).library
        tension = next(one for one in claiming.claims(lib) if one.verdict is Verdict.TENSION)
        deciding.confirm(lib, [tension], Verdict.CONFLICT)
        desk(pilot).renew()
        await settled(pilot)
        assert "1 conflict" in rows(pilot)[0]
        await stand(pilot, "China controls 80%")
        assert "in conflict with" in desk(pilot).words and "confirmed by ana" in desk(pilot).words
        deciding.dismiss(lib, [next(one for one in claiming.claims(lib) if one.ruling)])
        desk(pilot).renew()
        await settled(pilot)
        assert len(desk(pilot).linked) == 2 and "conflict" not in rows(pilot)[0]
        await press(pilot, "u")
        assert len(desk(pilot).linked) == 3 and "1 conflict" in rows(pilot)[0]


async def test_a_briefing_that_is_taken_out_takes_its_marks_along(opened: Opened) -> None:
    """What the rest share is marked anew."""
    async with opened() as pilot:
        lib: Library = desk(pilot).library
        remove(lib, desk(pilot).briefings[2].id)
        desk(pilot).renew()
        await settled(pilot)
        assert [one.verdict for one in desk(pilot).linked] == [Verdict.TENSION]


def test_no_tag_may_have_the_key() -> None:
    """The codebook leaves it to the reader."""
    assert "%" in RESERVED_KEYS
