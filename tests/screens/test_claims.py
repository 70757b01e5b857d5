"""The board of claims: found beside the screen, filtered, sorted, gone through cell by cell, decided on."""

import threading
from collections.abc import Iterator, Sequence

import pytest
from screens import few_claims
from screens.few_claims import COUNT, PLEDGE, SHARE
from screens.reading_app import SMALL, WIDE, Opened, desk, press, rows, settled, shown, write
from textual.pilot import Pilot
from textual.widgets import Input

from reeread.extract.claims import Compared, Tell
from reeread.extract.claims.statement import Statements
from reeread.library import claiming, history, stacking
from reeread.model.claim import Claim, ClaimPassage
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.screens.claims import ClaimsScreen
from reeread.screens.claims.asked import asked, columns
from reeread.screens.dialogs.retracting import RetractDialog
from reeread.widgets.lists.claims import ClaimTable

BOARD = "exclamation_mark"


def board(pilot: Pilot[None]) -> ClaimsScreen:
    """Return the board."""
    assert isinstance(pilot.app.screen, ClaimsScreen)
    return pilot.app.screen


def table(pilot: Pilot[None]) -> ClaimTable:
    """Return its table."""
    return board(pilot).table


def labels(pilot: Pilot[None]) -> list[str]:
    """Return what the claims that show are called, in order."""
    return [claim.label for claim in table(pilot).claims]


def row(pilot: Pilot[None], label: str) -> str:
    """Return the row of a claim as it shows; long labels are cut."""
    return next(one for one in rows(pilot)[4:] if label[:10] in one)


class Gate:
    """Comparing that waits at the second briefing until a test lets it go on."""

    def __init__(self) -> None:
        self.reached, self.open = threading.Event(), threading.Event()

    def compared(self, readings: Sequence[Statements], *, tell: Tell | None = None) -> Compared:
        """Compare; the first briefing comes at once."""

        def slow(done: int, total: int) -> bool:
            if done == 3:
                self.reached.set()
                self.open.wait()
            return tell is None or tell(done, total)

        return few_claims.compared(readings, tell=slow)


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    """Hold the comparing up."""
    gate = Gate()
    monkeypatch.setattr(claiming, "comparing", gate.compared)
    yield gate
    gate.open.set()


async def test_claims_that_do_not_fit_stand_first(opened: Opened) -> None:
    """Rows are claims with verdict and origins in words; the title counts them, and the cursor is on a figure."""
    async with opened() as pilot:
        await press(pilot, BOARD)
        assert labels(pilot) == [SHARE, PLEDGE, COUNT]
        assert "3 of 3 claims   1 tension" in rows(pilot)[0]
        assert "≈ tension" in row(pilot, SHARE) and row(pilot, SHARE).rstrip().endswith("3")
        assert all(value in row(pilot, SHARE) for value in ("80%–90%", "90 %", "90+%"))
        assert "= agree" in row(pilot, COUNT) and "·" in row(pilot, COUNT)
        assert table(pilot).passages(0, table(pilot).source)


async def test_enter_reads_the_passage_of_the_cell(opened: Opened) -> None:
    """The article of the cell opens where it says so."""
    async with opened() as pilot:
        ids = [one.id for one in desk(pilot).briefings]
        await press(pilot, BOARD)
        while table(pilot).source != ids[4]:
            await press(pilot, "right" if table(pilot).at < table(pilot).sources.index(ids[4]) else "left")
        assert "90+%" in board(pilot).words and "in tension with" in board(pilot).words
        await press(pilot, "enter")
        assert pilot.app.screen is desk(pilot) and desk(pilot).opened == ids[4]
        article, passage = desk(pilot).article, desk(pilot).passage
        assert article and passage and "90+%" in passage.span.within(article.body)


async def test_the_cell_cursor_skips_who_says_nothing(opened: Opened) -> None:
    """Left and right go to the next briefing that says something of the claim, and stop at the last."""
    async with opened() as pilot:
        await press(pilot, BOARD, "j", "j")
        said = {one.source for one in table(pilot).claims[2].passages}
        await press(pilot, "left", "left", "left")
        first = table(pilot).source
        await press(pilot, "right", "right", "right")
        assert {first, table(pilot).source} == said


async def test_a_small_screen_scrolls_sideways(opened: Opened) -> None:
    """At 80 columns two briefings show, verdict and origins with them, and the others come as the cursor moves."""
    async with opened(SMALL) as pilot:
        await press(pilot, BOARD)
        before = rows(pilot)[2]
        assert "verdict" in before and "origins" in before
        assert len(table(pilot).columns(79)) == 6
        await press(pilot, "right", "right", "right")
        assert rows(pilot)[2] != before and "verdict" in rows(pilot)[2]
        assert f"1 of 3 · {len(table(pilot).sources)} of {len(table(pilot).sources)}" in rows(pilot)[-2]


async def test_it_filters_by_verdict_state_stack_briefing_and_text(opened: Opened) -> None:
    """Beginnings are enough; what is like nothing is said; a stack is compared by itself."""
    async with opened() as pilot:
        lib, ids = desk(pilot).library, [one.id for one in desk(pilot).briefings]
        stacking.gather(lib, [ids[0], ids[4]], "two")
        await press(pilot, BOARD)
        field = board(pilot).query_one(Input)
        for typed, expected in (
            ("verdict:ten", [SHARE]),
            ("verdict:a", [PLEDGE, COUNT]),
            ("counted", [COUNT]),
            ("briefing:forge", [SHARE]),
            ("state:confirmed", []),
            ("stack:two", [SHARE]),
            ("verdict:nothing", []),
            ("", [SHARE, PLEDGE, COUNT]),
        ):
            field.value = typed
            await settled(pilot)
            assert labels(pilot) == expected, typed
        field.value = "stack:none"
        await settled(pilot)
        assert "No stack is like" in shown(pilot)


async def test_it_sorts(opened: Opened) -> None:
    """By verdict, label, origins and place, and each the other way round."""
    async with opened() as pilot:
        await press(pilot, BOARD, "s")
        assert labels(pilot) == sorted([SHARE, PLEDGE, COUNT], key=str.casefold)
        await press(pilot, "S")
        assert labels(pilot) == sorted([SHARE, PLEDGE, COUNT], key=str.casefold, reverse=True)
        await press(pilot, "s")
        assert board(pilot).sort == "origins" and labels(pilot)[0] == SHARE
        await press(pilot, "s", "s")
        assert board(pilot).sort == "verdict"


async def test_c_confirms_and_takes_it_back(opened: Opened) -> None:
    """The row says so with a tick and in words; a second press, or undo, opens it again."""
    async with opened() as pilot:
        await press(pilot, BOARD, "c")
        assert "≈ tension ✓" in row(pilot, SHARE) and "confirmed. u undoes." in rows(pilot)[-2]
        assert "Confirmed by ana on" in shown(pilot)
        await press(pilot, "c")
        assert "✓" not in row(pilot, SHARE)
        await press(pilot, "u")
        assert "✓" in row(pilot, SHARE)


async def test_v_confirms_with_another_verdict(opened: Opened) -> None:
    """Each press takes the next verdict, and the title counts by it."""
    async with opened() as pilot:
        await press(pilot, BOARD, "v")
        assert "≠ conflict ✓" in row(pilot, SHARE) and "1 conflict" in rows(pilot)[0]
        await press(pilot, "v")
        assert "= agree ✓" in row(pilot, SHARE)


async def test_x_dismisses(opened: Opened) -> None:
    """The claim is gone from the board and from the article; `state:dismissed` shows it, and x brings it back."""
    async with opened() as pilot:
        await press(pilot, BOARD, "x")
        assert labels(pilot) == [PLEDGE, COUNT]
        board(pilot).query_one(Input).value = "state:dismissed"
        await settled(pilot)
        assert labels(pilot) == [SHARE] and "× dismissed" in row(pilot, SHARE)
        await press(pilot, "x")
        assert labels(pilot) == []
        board(pilot).query_one(Input).value = ""
        await settled(pilot)
        assert SHARE in labels(pilot)


async def test_r_retracts_with_date_and_reason(opened: Opened) -> None:
    """Without a reason or with a wrong date the dialog says what is wrong; then the row says since when and why."""
    async with opened() as pilot:
        await press(pilot, BOARD, "r")
        dialog = pilot.app.screen
        assert isinstance(dialog, RetractDialog)
        await press(pilot, "enter")
        assert "Say why" in shown(pilot)
        await write(pilot, "withdrawn")
        dialog.query_one("#retract-since", Input).value = "March"
        await press(pilot, "enter")
        assert "like 2026-05-31" in shown(pilot)
        dialog.query_one("#retract-since", Input).value = "2026-03-04"
        await press(pilot, "enter")
        assert "∅ retracted" in row(pilot, SHARE) and "tension" not in rows(pilot)[0]
        assert "Retracted since 2026-03-04 by ana" in shown(pilot) and "withdrawn" in shown(pilot)


async def test_marked_rows_are_merged(opened: Opened) -> None:
    """Two become one row that is called as the first; with one there is nothing to merge; undo parts them."""
    async with opened() as pilot:
        await press(pilot, BOARD, "m")
        assert labels(pilot) == [SHARE, PLEDGE, COUNT] and "Mark the claims" in rows(pilot)[-2]
        await press(pilot, "space", "space", "m")
        assert labels(pilot) == [SHARE, COUNT] and table(pilot).marked == frozenset()
        values = {one.value for one in table(pilot).claims[0].passages}
        assert {"80%–90%", "$550 billion"} <= values and "Put together by ana" in shown(pilot)
        await press(pilot, "u")
        assert labels(pilot) == [SHARE, PLEDGE, COUNT]


async def test_several_marked_rows_are_decided_on_together(opened: Opened) -> None:
    """It is one deed, which one undo takes back, and what is so already stays."""
    async with opened() as pilot:
        await press(pilot, BOARD, "c", "A", "c")
        assert [one.standing for one in table(pilot).claims] == [Standing.CONFIRMED] * 3
        assert "3 claims confirmed. u" in rows(pilot)[-2]
        await press(pilot, "u")
        assert [one.standing for one in table(pilot).claims] == [
            Standing.CONFIRMED,
            Standing.OPEN,
            Standing.OPEN,
        ]
        assert "Took back confirming 2 claims" in rows(pilot)[-2]


async def test_a_cell_is_taken_out(opened: Opened) -> None:
    """The briefing says nothing of the claim any more, the others do; of two that are left nothing is taken."""
    async with opened() as pilot:
        await press(pilot, BOARD)
        out = table(pilot).source
        await press(pilot, "t")
        assert out not in {one.source for one in table(pilot).claims[0].passages}
        assert "taken out of" in rows(pilot)[-2]
        assert len(table(pilot).claims[0].sources) == 2


async def test_it_comes_beside_the_keys_and_can_be_stopped(opened: Opened, gate: Gate) -> None:
    """While it compares keys work and the title says how far it is; escape stops, and shows what is found so far."""
    async with opened() as pilot:
        await pilot.press(BOARD)
        gate.reached.wait()
        await pilot.pause()
        assert board(pilot).comparing and "Comparing" in shown(pilot)
        await pilot.press("slash", "escape", "escape")
        await pilot.pause()
        assert board(pilot).message == "Stopping …"
        gate.open.set()
        await settled(pilot)
        assert labels(pilot) == [PLEDGE, SHARE] or labels(pilot) == [SHARE, PLEDGE, COUNT]
        assert "Stopped at" in board(pilot).message


async def test_it_can_be_left_while_it_compares(opened: Opened, gate: Gate) -> None:
    """Nothing is missed: the reading goes on, and what comes late shows nowhere."""
    async with opened() as pilot:
        await pilot.press(BOARD)
        gate.reached.wait()
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert pilot.app.screen is desk(pilot)
        gate.open.set()
        await press(pilot, "j")
        assert pilot.app.screen is desk(pilot)


async def test_looking_at_it_writes_nothing(opened: Opened, library: object) -> None:
    """The log has no entry more after a look around."""
    async with opened() as pilot:
        before = history.events(desk(pilot).library, limit=1)
        await press(pilot, BOARD, "j", "right", "s", "S", "slash", "escape", "escape")
        assert history.events(desk(pilot).library, limit=1) == before


async def test_a_click_moves_to_a_cell_and_a_second_one_reads(opened: Opened) -> None:
    """The first click puts the cursor there."""
    async with opened(WIDE) as pilot:
        await press(pilot, BOARD)
        at = next(number for number, one in enumerate(rows(pilot)) if COUNT in one)
        x = rows(pilot)[at].rindex("17")
        await pilot.click(offset=(x, at))
        await settled(pilot)
        assert table(pilot).index == 2 and "“17”" in board(pilot).words
        await pilot.click(offset=(x, at))
        await settled(pilot)
        assert pilot.app.screen is desk(pilot)


async def test_what_is_decided_shows_in_the_article(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the way back the marks beside the lines are those that are left."""
    monkeypatch.setattr(claiming, "so_far", few_claims.so_far)
    async with opened() as pilot:
        before = len(desk(pilot).linked)
        await press(pilot, BOARD, "x", "escape")
        assert pilot.app.screen is desk(pilot) and len(desk(pilot).linked) == before - 1


@pytest.mark.parametrize(
    ("typed", "verdicts", "stack", "text"),
    [
        ("verdict:conflict", ("conflict",), None, ()),
        ("verdict:t rare Earths", ("tension",), None, ("rare", "earths")),
        ('stack:"Oct" verdict:c', ("conflict",), "October", ()),
    ],
)
def test_the_filter_line_is_understood(
    typed: str, verdicts: tuple[str, ...], stack: str | None, text: tuple[str, ...]
) -> None:
    """Names before a colon, beginnings of values, and the rest as words."""
    found = asked(typed, ["October", "Tuesday"])
    assert (found.verdicts, found.stack, found.text) == (verdicts, stack, text)


def test_who_says_most_stands_first() -> None:
    """Briefings that say nothing have no column; those that say as much stand in their order."""

    def claim(*sources: str) -> Claim:
        return Claim(
            "", Verdict.AGREE, 2, tuple(ClaimPassage(one, 0, 1, "", "", None, None, "") for one in sources)
        )

    assert columns((), ["a", "b"]) == ()
    assert columns([claim("b", "c"), claim("c", "d")], ["a", "b", "c", "d"]) == ("c", "b", "d")
