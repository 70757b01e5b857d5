"""Finding in the article, searching everywhere, and copying what was found."""

from screens.reading_app import Opened, desk, press, settled, shown, write
from textual.widgets import OptionList

from reeread.library import Library
from reeread.library.searching import search
from reeread.widgets.find import FindBar


async def test_matches_are_counted_while_one_types(opened: Opened) -> None:
    """The find bar says which match of how many shows, and n moves on to the next."""
    async with opened() as pilot:
        await press(pilot, "slash")
        await write(pilot, "rare")
        body = desk(pilot).article.body.casefold()
        assert f"match 1 of {body.count('rare')}" in shown(pilot)
        await press(pilot, "enter", "n")
        assert pilot.app.focused is desk(pilot).reader
        assert f"match 2 of {body.count('rare')}" in shown(pilot)
        await press(pilot, "N")
        assert "match 1 of" in shown(pilot)


async def test_nothing_found_is_said(opened: Opened) -> None:
    """A pattern without a match says so, and an empty one says nothing."""
    async with opened() as pilot:
        await press(pilot, "slash")
        await write(pilot, "zzz")
        assert desk(pilot).found == "no match"
        await press(pilot, *["backspace"] * 3)
        assert desk(pilot).found == ""


async def test_a_prefix_or_a_key_asks_for_a_regular_expression(opened: Opened) -> None:
    """Both "re:" before the pattern and alt+r read it as a regular expression; a broken one is told kindly."""
    async with opened() as pilot:
        await press(pilot, "slash")
        await write(pilot, "re:ch.na")
        assert desk(pilot).found.startswith("match 1 of")
        await press(pilot, "ctrl+u")
        await write(pilot, "ch.na")
        assert desk(pilot).found == "no match"
        await press(pilot, "alt+r")
        assert desk(pilot).found.startswith("match 1 of")
        await write(pilot, "(")
        assert "is no regular expression" in desk(pilot).found


async def test_escape_closes_the_find_bar_and_puts_the_lights_out(opened: Opened) -> None:
    """Escape in the bar goes back to the article without bar and matches."""
    async with opened() as pilot:
        await press(pilot, "slash")
        await write(pilot, "china")
        await press(pilot, "escape")
        assert not desk(pilot).query(FindBar)
        assert pilot.app.focused is desk(pilot).reader
        await press(pilot, "slash")
        assert desk(pilot).found == ""


async def test_letters_in_the_find_bar_tag_nothing(opened: Opened) -> None:
    """Keys of tags and of the screen are letters of the pattern while one types it."""
    async with opened() as pilot:
        await press(pilot, "slash")
        await write(pilot, "rscfqou")
        assert desk(pilot).query_one(FindBar).pattern == "rscfqou"
        assert desk(pilot).annotations == ()


async def test_searching_everywhere_jumps_into_another_briefing(opened: Opened, library: object) -> None:
    """Results come while one types, and enter reads on at the place that was found."""
    with Library.open(str(library), "ana") as lib:
        found = search(lib, "Takaichi")
    async with opened() as pilot:
        await press(pilot, "backslash")
        assert "Type what you remember." in shown(pilot)
        await write(pilot, "Takaichi")
        assert f"{len(found)} found" in shown(pilot)
        await press(pilot, "down", "enter")
        assert desk(pilot).opened == found[1].briefing
        assert desk(pilot).reader.passage.span.overlaps(found[1].span)


async def test_searching_for_nothing_known_says_so(opened: Opened) -> None:
    """A search without results says so and chooses nothing on enter."""
    async with opened() as pilot:
        await press(pilot, "backslash")
        await write(pilot, "xylophone")
        assert "Nothing found." in shown(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen is not desk(pilot)


async def test_a_result_can_be_clicked(opened: Opened) -> None:
    """A click on a result reads on there."""
    async with opened() as pilot:
        before = desk(pilot).opened
        await press(pilot, "backslash")
        await write(pilot, "golden age")
        await pilot.click(OptionList, offset=(3, 0))
        await settled(pilot)
        assert pilot.app.screen is desk(pilot)
        assert desk(pilot).opened != before


async def test_copying_takes_the_source_along(opened: Opened) -> None:
    """The clipboard gets the words in quotation marks, the title, and where they came from."""
    async with opened() as pilot:
        await press(pilot, "y")
        copied = pilot.app.clipboard
        article = desk(pilot).article
        assert copied.startswith(f"“{article.body[:20]}")
        assert article.briefing.title in copied
        assert copied.endswith(article.briefing.source)
        assert desk(pilot).message.startswith("Copied")


async def test_a_copy_that_the_terminal_did_not_take_is_shown(opened: Opened) -> None:
    """y once more shows the words to be selected by hand; after a move it copies anew."""
    async with opened() as pilot:
        await press(pilot, "y")
        assert desk(pilot).message == (
            "Copied with its source. y again shows it, if your terminal did not take it."
        )
        await press(pilot, "y")
        assert "Copy it by hand" in shown(pilot)
        assert desk(pilot).article.body[:20] in shown(pilot)
        await press(pilot, "escape", "j", "y")
        assert pilot.app.screen is desk(pilot)
        assert not pilot.app.clipboard.startswith(f"“{desk(pilot).article.body[:20]}")


async def test_what_was_looked_for_is_found_again(opened: Opened) -> None:
    """After escape n brings the last pattern back with its matches, N goes the other way from there."""
    async with opened() as pilot:
        await press(pilot, "n")
        assert desk(pilot).message == "Nothing was looked for yet. / finds."
        await press(pilot, "slash")
        await write(pilot, "rare earth")
        await press(pilot, "enter", "escape", "G")
        assert not desk(pilot).query(FindBar)
        await press(pilot, "N")
        bar = desk(pilot).query_one(FindBar)
        assert bar.pattern == "rare earth"
        assert desk(pilot).reader.has_focus
        number = desk(pilot).reader.match_number
        assert number and f"match {number} of" in shown(pilot)
        await press(pilot, "N")
        assert desk(pilot).reader.match_number == number - 1


async def test_a_word_is_found_while_it_is_typed(opened: Opened) -> None:
    """The beginning of a word finds it everywhere."""
    async with opened() as pilot:
        await press(pilot, "backslash")
        await write(pilot, "Takai")
        assert "found" in shown(pilot) and "Takaichi" in shown(pilot)


async def test_a_search_is_kept_offered_and_run_again(opened: Opened, library: object) -> None:
    """ctrl+s keeps what was typed under a name; in the empty field it is offered, enter types it, ctrl+x drops it."""
    async with opened() as pilot:
        await press(pilot, "backslash", "ctrl+s")
        assert "Type what is to be looked for" in shown(pilot)
        await write(pilot, "alliance")
        found = len(pilot.app.screen.rows)
        await press(pilot, "ctrl+s")
        await write(pilot, "straits")
        await press(pilot, "enter")
        assert "Kept as “straits”." in shown(pilot)
        await press(pilot, "escape", "backslash")
        assert "straits  alliance" in shown(pilot)
        await press(pilot, "enter")
        assert pilot.app.screen.query_one("#chooser-typed").value == "alliance"
        assert len(pilot.app.screen.rows) == found
        await press(pilot, "escape", "backslash", "ctrl+x")
        assert "“straits” is kept no longer." in shown(pilot) and not pilot.app.screen.rows
        await press(pilot, "escape", "u", "backslash")
        assert "straits  alliance" in shown(pilot)


async def test_words_that_were_looked_for_are_lit(opened: Opened) -> None:
    """Each row of what was found has the words of the query in another style."""
    async with opened() as pilot:
        await press(pilot, "backslash")
        await write(pilot, "rare")
        for row in pilot.app.screen.rows:
            lit = [
                row.shown.plain[one.start : one.end]
                for one in row.shown.spans
                if "underline" in str(one.style)
            ]
            assert lit and {word.casefold() for word in lit} == {"rare"}
