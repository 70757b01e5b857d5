"""Where the eye rests: after any change of size, the rows on the screen against a layout without shortcuts."""

import asyncio
import random
from bisect import bisect_right

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.text.display import safe
from reeread.text.flow import Flow
from reeread.widgets.reader.view import Line, LineKind, View
from tests.text.test_layout import PARTS, brute
from tests.widgets.reader_host import Host, article, prose

WORDS = [part for part in PARTS if "\n" not in part] + ["One more. ", "。", "! "]
BLOCKS = st.lists(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map("".join), min_size=1, max_size=8
)
SIZES = st.lists(st.tuples(st.integers(12, 130), st.integers(3, 30)), min_size=1, max_size=4)


def whole(app: Host, *, exact: bool) -> list[tuple[int, int]]:
    """Return start and end of every row of the article at the present width; an empty row has neither length.

    Exact rows are those of a layout that looks at every grapheme, others those of a view of which all is asked.
    """
    reader, rows = app.reader, []
    flow, width = Flow(app.shown.body, app.shown.blocks), reader._text_width
    if not exact:
        view = View(flow, width)
        return [(line.span.start, line.span.end) for line in view.lines(view.first, len(flow.body))]
    for section in range(len(flow.sections)):
        for piece in flow.pieces(section):
            text = safe(app.shown.body[piece.start : piece.end])
            if piece.gap:
                rows.append((piece.start, piece.start))
            at = piece.start
            for length in map(len, brute(text, width, 0)):
                rows.append((at, at + length))
                at += length
    return rows


def seen(app: Host) -> list[tuple[int, int]]:
    """Return start and end of every row on the screen."""
    return [(line.span.start, line.span.end) for line in app.reader.lines]


def on_screen(rows: list[tuple[int, int]], offset: int, row: int, height: int) -> list[tuple[int, int]]:
    """Return the rows that show when an offset is to stay on a row of the screen, as near as the ends allow."""
    at = bisect_right([end for _, end in rows], offset)
    top = max(0, min(at - min(row, height - 1), len(rows) - height))
    return rows[top : top + height]


def eye(app: Host) -> tuple[int, int]:
    """Return what the eye rests on, and on which row: the first seen of the sentence, else of the screen."""
    unit, lines = app.reader.scene.unit, app.reader.lines

    def shows(line: Line) -> bool:
        return line.kind is LineKind.TEXT and unit is not None and line.span.overlaps(unit)

    of_text = [at for at, line in enumerate(lines) if line.kind is LineKind.TEXT]
    at = next((at for at in of_text if shows(lines[at])), of_text[0])
    return max(lines[at].span.start, unit.start if unit and shows(lines[at]) else 0), at


@settings(deadline=None, max_examples=25)
@given(BLOCKS, SIZES, st.integers(0, 30), st.integers(-5, 5))
def test_any_text_stays_where_the_eye_left_it(
    texts: list[str], sizes: list[tuple[int, int]], steps: int, scrolled: int
) -> None:
    """Through any sizes the rows are those of laying out everything anew, with the sentence where it was."""

    async def play() -> None:
        app = Host(article("\n\n".join(texts)))
        async with app.run_test(size=(60, 12)) as pilot:
            for _ in range(steps):
                app.reader.action_sentence(1)
            app.reader.scroll_rows(scrolled)
            await pilot.pause()
            if not app.reader.lines:
                return
            offset, row = eye(app)
            for size in (*sizes, (60, 12)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert seen(app) == on_screen(whole(app, exact=True), offset, row, size[1])

    asyncio.run(play())


@pytest.mark.parametrize("unit", ["Some words. ", "日本語の長い行です。", "ที่นี่ ", "👨‍👩‍👧‍👦🇯🇵👍🏽❤️ क्षि ", "x"])
async def test_a_line_of_a_megabyte_stays_where_the_eye_left_it(unit: str) -> None:
    """In the middle of one line without end, through several widths and back, in any script."""
    app = Host(article(unit * (1_000_000 // len(unit))))
    async with app.run_test(size=(80, 20)) as pilot:
        app.reader.scroll_to(y=7_000)
        app.reader.action_page(1)
        await pilot.pause()
        before, (offset, row) = seen(app), eye(app)
        for columns in (41, 120, 66):
            await pilot.resize_terminal(columns, 20)
            await pilot.pause()
            assert seen(app) == on_screen(whole(app, exact=False), offset, row, 20)
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert seen(app) == before


async def test_many_sizes_do_not_add_up_to_a_drift() -> None:
    """A long sentence that begins above the screen is, after any number of widths, where it was."""
    app = Host(article("word " * 4_000))
    chance = random.Random(3)
    async with app.run_test(size=(80, 20)) as pilot:
        app.reader.scroll_rows(60)
        await pilot.pause()
        before = seen(app)
        for _ in range(20):
            await pilot.resize_terminal(chance.randint(30, 160), chance.randint(4, 40))
        await pilot.resize_terminal(80, 20)
        await pilot.pause()
        assert seen(app) == before


async def test_the_measure_keeps_the_place_too() -> None:
    """A narrower and a wider measure leave the sentence on its row."""
    app = Host(prose(60, 5))
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.press("space", "space", "j", "j")
        offset, row = eye(app)
        for measure in (60, 90, 75, 80):
            app.reader.measure = measure
            await pilot.pause()
            assert seen(app) == on_screen(whole(app, exact=False), offset, row, 24)
