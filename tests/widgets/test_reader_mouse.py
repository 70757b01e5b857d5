"""The mouse in the reader: clicks, double and triple clicks, drags, the wheel, over any script."""

import pytest
import wcwidth
from textual import events
from textual.pilot import Pilot

from reeread.model.span import Span
from reeread.widgets.reader.painting import GUTTER
from tests.widgets.reader_host import FAMILY, Host, annotation, article, prose

SCRIPTS = f"ab {FAMILY}日本 🇯🇵👍🏽 ❤️ e\u0301क्षि ที่. Next\tone."


def cell(app: Host, offset: int) -> tuple[int, int]:
    """Return the cell of the widget that shows an offset."""
    for y, line in enumerate(app.reader.lines):
        if line.span.holds(offset):
            return app.reader.left + GUTTER + line.cell(offset), y
    raise AssertionError(f"offset {offset} is not on the screen")


async def drag(pilot: Pilot[None], app: Host, start: tuple[int, int], *ends: tuple[int, int]) -> None:
    """Press the button at a cell, move over others and let it go."""
    await pilot.mouse_down(app.reader, offset=start)
    for x, y in ends:
        app.reader.post_message(
            events.MouseMove(app.reader, x, y, 0, 0, 1, False, False, False, screen_x=x, screen_y=y)
        )
        await pilot.pause()


async def test_a_click_moves_to_the_sentence() -> None:
    """Any cell of a sentence leads to it, the empty cells beside and below it, too."""
    app = Host(prose(3, 2))
    async with app.run_test(size=(80, 20)) as pilot:
        at = app.shown.body.index("Paragraph 1 has a sentence 1")
        await pilot.click(app.reader, offset=cell(app, at + 30))
        assert app.passage.startswith("Paragraph 1 has a sentence 1")
        await pilot.click(app.reader, offset=(0, 0))
        assert app.passage.startswith("Paragraph 0 has a sentence 0")
        await pilot.click(app.reader, offset=(70, 19))
        assert app.passage.startswith("Paragraph 2 has a sentence 1")


async def test_cells_of_any_script_lead_to_their_grapheme() -> None:
    """Each cell of each grapheme gives the grapheme's start: families, flags, VS16, marks, wide characters, tabs."""
    app = Host(article(SCRIPTS))
    async with app.run_test(size=(80, 5)) as pilot:
        await pilot.pause()
        x, offset = app.reader.left + GUTTER, 0
        for grapheme in wcwidth.iter_graphemes(SCRIPTS):
            column = x - app.reader.left - GUTTER
            size = 4 - column % 4 if grapheme == "\t" else wcwidth.wcswidth(grapheme)
            assert {app.reader.offset_at(x + at, 0) for at in range(size)} == {offset}
            x, offset = x + size, offset + len(grapheme)


async def test_double_and_triple_click_select_word_and_sentence() -> None:
    """The second click selects the word under the pointer, the third its sentence."""
    app = Host(article("One. The quick fox. Three."))
    async with app.run_test(size=(80, 5)) as pilot:
        at = cell(app, app.shown.body.index("quick") + 2)
        await pilot.click(app.reader, offset=at, times=2)
        assert app.passage == "quick"
        await pilot.click(app.reader, offset=at, times=3)
        assert app.passage == "The quick fox."
        await pilot.click(app.reader, offset=(40, 4))
        assert app.passage == "Three."


async def test_a_double_click_takes_a_family_whole() -> None:
    """Beside words, the grapheme is selected."""
    app = Host(article(SCRIPTS))
    async with app.run_test(size=(80, 5)) as pilot:
        x, y = cell(app, SCRIPTS.index(FAMILY))
        await pilot.click(app.reader, offset=(x + 1, y), times=2)
        assert app.passage == FAMILY


@pytest.mark.parametrize("backwards", [False, True])
async def test_a_drag_selects_whole_graphemes(backwards: bool) -> None:
    """From where the button went down to where it is let go, in either direction."""
    app = Host(article(SCRIPTS))
    async with app.run_test(size=(80, 5)) as pilot:
        await pilot.pause()
        first, last = cell(app, 1), cell(app, SCRIPTS.index("日"))
        start, end = ((last[0] + 1, 0), first) if backwards else (first, (last[0] + 1, 0))
        await drag(pilot, app, start, end)
        await pilot.mouse_up(app.reader, offset=end)
        assert app.passage == f"b {FAMILY}日"


async def test_a_drag_scrolls_at_the_edge() -> None:
    """With the pointer below the text, rows come up and are selected until it goes back or is let go."""
    app = Host(prose(40))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        await drag(pilot, app, cell(app, 0), (30, 12))
        while app.reader.scroll_y < 15:
            await pilot.pause(0.01)
        await pilot.mouse_up(app.reader, offset=(30, 9))
        await pilot.pause()
        assert "Paragraph 3" in app.passage
        assert app.passage.startswith("Paragraph 0")
        top = app.reader.scroll_y
        await pilot.pause(0.2)
        assert app.reader.scroll_y == top


async def test_a_drag_pulls_at_the_screens_own_edge() -> None:
    """Where nothing stands above the text, its first row is the edge, so that a drag can go up there, too."""
    app = Host(prose(40))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        app.reader.scroll_rows(20)
        await pilot.pause()
        await drag(pilot, app, (30, 5), (30, 0))
        while app.reader.scroll_y > 10:
            await pilot.pause(0.01)
        await pilot.mouse_up(app.reader, offset=(30, 3))
        assert "Paragraph 4" in app.passage


async def test_the_wheel_scrolls_and_leaves_the_cursor() -> None:
    """Rows move by three, the passage stays, and nothing scrolls beyond the ends."""
    app = Host(prose(40))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        passage = app.passage
        for kind, expected in (
            (events.MouseScrollDown, 3),
            (events.MouseScrollDown, 6),
            (events.MouseScrollUp, 3),
            (events.MouseScrollUp, 0),
            (events.MouseScrollUp, 0),
        ):
            app.reader.post_message(kind(app.reader, 5, 5, 0, 0, 0, False, False, False))
            await pilot.pause()
            assert app.reader.scroll_y == expected
        assert app.passage == passage


async def test_a_click_on_a_note_goes_to_its_passage() -> None:
    """The row of a note is not body, but it knows what it is about."""
    shown = prose(3, 1)
    app = Host(shown, annotations=(annotation(shown, "Paragraph 1 has", "risk", note="Why?"),))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        await pilot.click(app.reader, offset=(20, app.rows().index("✎ Why?")))
        assert app.passage == "Paragraph 1 has"


async def test_nothing_is_clicked_where_nothing_is() -> None:
    """An empty reader takes clicks and drags without harm."""
    app = Host(article(""))
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.click(app.reader, offset=(5, 5), times=2)
        await drag(pilot, app, (1, 1), (20, 8))
        await pilot.mouse_up(app.reader, offset=(20, 8))
        assert app.reader.passage is None
        assert app.reader.scene.selection != Span(0, 0)
