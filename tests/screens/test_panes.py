"""The panes: side by side, one at a time, by key and by mouse."""

from screens.reading_app import SMALL, WIDE, Opened, desk, press, rows, settled, shown
from textual.geometry import Offset

from reeread.model.extraction import Decision
from reeread.widgets.counts import TagCounts
from reeread.widgets.keyline import KeyLine
from reeread.widgets.lists import BriefingList, HighlightList
from reeread.widgets.reader import Reader
from reeread.widgets.title import TitleLine


def visible(pilot: object) -> set[str]:
    """Return the panes that show."""
    panes = ("briefings", "article", "highlights")
    return {name for name in panes if desk(pilot).query_one(f"#{name}-pane").display}


async def test_all_three_panes_stand_side_by_side_in_a_wide_terminal(opened: Opened) -> None:
    """From 120 columns on briefings, article and highlights show at once, and the article has the focus."""
    async with opened(size=(120, 40)) as pilot:
        assert visible(pilot) == {"briefings", "article", "highlights"}
        assert isinstance(pilot.app.focused, Reader)
        assert desk(pilot).query_one(Reader).size.width >= 64
        assert "5 briefings" in rows(pilot)[0]
        assert any(row.startswith(" ● (derived)") for row in rows(pilot))
        assert any("China controls" in row[-28:] for row in rows(pilot))


async def test_one_pane_shows_in_a_small_terminal(opened: Opened) -> None:
    """Below 120 columns tab moves from the article to the highlights, over it, and to the briefings."""
    async with opened(size=SMALL) as pilot:
        assert visible(pilot) == {"article"}
        assert "briefings  article  highlights  tab" in rows(pilot)[0]
        await press(pilot, "tab")
        assert visible(pilot) == {"article", "highlights"}
        sheet = desk(pilot).query_one("#highlights-pane").region
        assert sheet.right == 80 and 0 < sheet.x < 60
        await press(pilot, "tab")
        assert visible(pilot) == {"briefings"}
        assert isinstance(pilot.app.focused, BriefingList)
        await press(pilot, "tab")
        assert visible(pilot) == {"article"}
        await press(pilot, "shift+tab", "escape")
        assert visible(pilot) == {"article"}


async def test_the_panes_follow_the_size_of_the_terminal(opened: Opened) -> None:
    """Making the terminal smaller folds the panes into one, larger unfolds them, and the focus stays."""
    async with opened(size=WIDE) as pilot:
        await pilot.resize_terminal(90, 30)
        await settled(pilot)
        assert visible(pilot) == {"article"}
        assert isinstance(pilot.app.focused, Reader)
        await pilot.resize_terminal(130, 30)
        await settled(pilot)
        assert visible(pilot) == {"briefings", "article", "highlights"}


async def test_a_pane_named_in_the_title_can_be_clicked(opened: Opened) -> None:
    """In a small terminal a click on a pane's name goes there."""
    async with opened(size=SMALL) as pilot:
        at = rows(pilot)[0].index("briefings")
        await pilot.click(TitleLine, offset=(at + 2, 0))
        await settled(pilot)
        assert visible(pilot) == {"briefings"}


async def test_a_briefing_is_opened_by_key_and_by_click(opened: Opened) -> None:
    """Moving in the list opens nothing; enter and a click do, and reading goes on."""
    async with opened() as pilot:
        ids = [one.id for one in desk(pilot).briefings]
        await press(pilot, "shift+tab", "j")
        assert desk(pilot).opened == ids[0]
        await press(pilot, "enter")
        assert desk(pilot).opened == ids[1]
        assert isinstance(pilot.app.focused, Reader)
        await pilot.click(BriefingList, offset=(5, 3 * BriefingList.ROWS))
        await settled(pilot)
        assert desk(pilot).opened == ids[3]
        assert desk(pilot).article.briefing.title in rows(pilot)[0]


async def test_the_list_says_what_tells_briefings_apart(opened: Opened) -> None:
    """A row names the title, derived ones as such; state, minutes and date stand beneath."""
    async with opened() as pilot:
        card = desk(pilot).query_one(BriefingList).card(0, 60)
        briefing = desk(pilot).briefings[0]
        assert card[0].plain.startswith(" ● (derived) Japan will allocate")
        assert card[1].plain.split() == ["new", str(briefing.minutes), "min"]
        assert desk(pilot).query_one(BriefingList).card(1, 60)[0].plain.startswith(" ○ Japan and the USA")


async def test_a_click_on_a_highlight_jumps_there(opened: Opened) -> None:
    """A click on a highlight puts the reader's cursor on its sentence and the focus into the article."""
    async with opened() as pilot:
        listed = desk(pilot).query_one(HighlightList)
        wanted = [one for one in desk(pilot).highlights if one.key][2]
        await pilot.click(HighlightList, offset=(6, 2 * HighlightList.ROWS + 1))
        await settled(pilot)
        assert desk(pilot).reader.passage.span == wanted.span
        assert isinstance(pilot.app.focused, Reader)
        assert listed.index == 2


async def test_moving_in_the_highlights_shows_each_in_its_place(opened: Opened) -> None:
    """The article follows the cursor of the list; enter reads on there."""
    async with opened() as pilot:
        keys = [one for one in desk(pilot).highlights if one.key]
        await press(pilot, "tab", "G")
        assert desk(pilot).reader.passage.span == keys[-1].span
        assert isinstance(pilot.app.focused, HighlightList)
        await press(pilot, "enter")
        assert isinstance(pilot.app.focused, Reader)


async def test_the_highlights_follow_the_reader(opened: Opened) -> None:
    """The list's cursor stands on the highlight at the reader's cursor, else on the last before it."""
    async with opened() as pilot:
        await press(pilot, "right_square_bracket", "right_square_bracket", "j")
        starts = [one.start for one in desk(pilot).highlights if one.key]
        at = desk(pilot).reader.passage.span.start
        index = desk(pilot).query_one(HighlightList).index
        assert starts[index] <= at
        assert index + 1 == len(starts) or starts[index + 1] > at


async def test_tags_and_decisions_can_be_made_from_the_highlights(opened: Opened) -> None:
    """Keys of tags, accept and dismiss work on the highlight under the list's cursor."""
    async with opened() as pilot:
        await press(pilot, "tab", "j", "r")
        keys = [one for one in desk(pilot).highlights if one.key]
        assert desk(pilot).annotations[0].span == keys[1].span
        with_tags = next(at for at, one in enumerate(keys) if one.tags)
        desk(pilot).query_one(HighlightList).index = with_tags
        await press(pilot, "x")
        assert [one for one in desk(pilot).highlights if one.key][with_tags].decision is Decision.DISMISSED


async def test_a_key_of_the_last_line_can_be_clicked(opened: Opened) -> None:
    """A click on a hint does what its key does."""
    async with opened() as pilot:
        at = rows(pilot)[-1].index("r risk")
        await pilot.click(KeyLine, offset=(at, 0))
        await settled(pilot)
        assert desk(pilot).annotations[0].tags == ("risk",)


async def test_the_last_line_shows_the_keys_of_the_pane(opened: Opened) -> None:
    """Hints follow the focus, letters are no hints while one types, and the help is always among them."""
    async with opened() as pilot:
        assert rows(pilot)[-1].split()[:2] == ["r", "risk"]
        await press(pilot, "shift+tab")
        assert "r risk" not in rows(pilot)[-1] and "enter read" in rows(pilot)[-1]
        await press(pilot, "escape", "slash")
        assert "alt+r" in rows(pilot)[-1] and "q " not in rows(pilot)[-1]
        await press(pilot, "escape")
        await pilot.resize_terminal(50, 20)
        await settled(pilot)
        assert rows(pilot)[-1].rstrip().endswith("? keys")


async def test_counts_show_a_bar_for_each_tag(opened: Opened) -> None:
    """Every tag has a row; the bar of the most frequent is longest and that of an unused one missing."""
    async with opened() as pilot:
        await press(pilot, "r", "j", "r", "s")
        risk, commitment, speculation, _ = desk(pilot).query_one(TagCounts).render().plain.split("\n")
        assert risk.count("▇") > speculation.count("▇") > commitment.count("▇") == 0
        assert risk.startswith("R risk") and " 2 " in risk


async def test_hovering_moves_nothing(opened: Opened) -> None:
    """The mouse over a list or the article changes neither cursor nor scrolling."""
    async with opened() as pilot:
        before = shown(pilot)
        await pilot.hover(HighlightList, offset=Offset(3, 8))
        await pilot.hover(BriefingList, offset=Offset(3, 8))
        await settled(pilot)
        assert shown(pilot) == before
