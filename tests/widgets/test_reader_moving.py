"""Moving in the reader: by sentence, block, page, highlight, annotation, match, and staying in place."""

import random
from itertools import pairwise

import pytest

from reeread.messages import (
    AcceptRequested,
    CopyRequested,
    DismissRequested,
    MatchChanged,
    NoteRequested,
    PassageChanged,
    TagRequested,
)
from reeread.model.body import BlockKind
from reeread.model.errors import UsageError
from reeread.model.span import Span
from reeread.text.layout import wrap
from tests.widgets.reader_host import FAMILY, Host, annotation, article, highlight, prose, span_of

LAST = "Paragraph 49 has a sentence 2 that goes on for a while."


def screen_row(app: Host, words: str) -> int:
    """Return the row of the screen on which a sentence begins."""
    at = app.shown.body.index(words)
    return next(y for y, line in enumerate(app.reader.lines) if line.span.holds(at))


async def test_keys_move_by_sentence_and_block() -> None:
    """j and k, the arrows too, go through the sentences of all blocks; J and K to the starts of blocks."""
    app = Host(prose(4, 2))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("j", "down", "j")
        assert app.passage.startswith("Paragraph 1 has a sentence 1")
        await pilot.press("k", "up")
        assert app.passage.startswith("Paragraph 0 has a sentence 1")
        await pilot.press("J", "J")
        assert app.passage.startswith("Paragraph 2 has a sentence 0")
        await pilot.press("j", "K")
        assert app.passage.startswith("Paragraph 2 has a sentence 0")
        await pilot.press("K")
        assert app.passage.startswith("Paragraph 1 has a sentence 0")
        await pilot.press("k", "k", "k", "k", "k")
        assert app.passage.startswith("Paragraph 0 has a sentence 0")


async def test_the_cursor_stays_in_sight() -> None:
    """Going on by sentence scrolls as far as needed and no farther."""
    app = Host(prose(50))
    async with app.run_test(size=(80, 12)) as pilot:
        tops = []
        for _ in range(60):
            await pilot.press("j")
            assert 0 <= screen_row(app, app.passage) < 12
            tops.append(app.reader.scroll_y)
        assert tops == sorted(tops)
        assert max(after - before for before, after in pairwise(tops)) <= 4


async def test_start_and_end() -> None:
    """G goes to the last sentence, gg and home to the first; one g alone does nothing."""
    app = Host(prose(50))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("G")
        assert app.passage == LAST
        assert app.rows()[-1].endswith("that goes on for a while.")
        await pilot.press("g", "k", "g")
        assert app.passage != LAST
        assert not app.passage.startswith("Paragraph 0 ")
        await pilot.press("g", "g")
        assert app.passage.startswith("Paragraph 0 has a sentence 0")
        assert app.reader.scroll_y == 0


async def test_pages_overlap_and_come_back() -> None:
    """Space shows what follows, two rows of the old page staying; b comes back to the same page."""
    app = Host(prose(50))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("space")
        second = app.rows()
        await pilot.press("space")
        assert app.rows()[:2] == second[-2:]
        assert 0 <= screen_row(app, app.passage) < 12
        await pilot.press("b")
        assert app.rows() == second
        for _ in range(30):
            await pilot.press("pagedown")
        assert app.passage == LAST


async def test_moving_after_scrolling_away_starts_from_what_is_seen() -> None:
    """The wheel leaves the cursor behind; the next step begins where the eye is."""
    app = Host(prose(50))
    async with app.run_test(size=(80, 12)) as pilot:
        app.reader.scroll_rows(60)
        await pilot.pause()
        top = app.reader.scroll_y
        await pilot.press("j")
        assert 0 <= screen_row(app, app.passage) < 12
        assert app.reader.scroll_y == top


async def test_highlights_and_annotations_are_reached_by_a_key() -> None:
    """] and [ go to key sentences, } and { to annotations, which are selected to the letter."""
    shown = prose(30)
    keys = [f"Paragraph {p} has a sentence 1 that goes on for a while." for p in (3, 9)]
    app = Host(
        shown,
        highlights=tuple(highlight(shown, each, "risk", each) for each in keys),
        annotations=(annotation(shown, "Paragraph 5 has", "risk"), annotation(shown, "Paragraph 7", "risk")),
    )
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("]")
        assert app.passage == keys[0]
        await pilot.press("]", "]")
        assert app.passage == keys[1]
        await pilot.press("[")
        assert app.passage == keys[0]
        await pilot.press("}")
        assert app.passage == "Paragraph 5 has"
        await pilot.press("}", "}")
        assert app.passage == "Paragraph 7"
        await pilot.press("{")
        assert app.passage == "Paragraph 5 has"
        await pilot.press("j")
        assert app.passage == "Paragraph 5 has a sentence 1 that goes on for a while."


async def test_requests_carry_the_passage() -> None:
    """A tag's key, a, x, m and y ask for what they name, on the sentence under the cursor."""
    shown = prose(2)
    sentence = "Paragraph 0 has a sentence 1 that goes on for a while."
    suggested = highlight(shown, sentence, "risk", "goes")
    app = Host(shown, highlights=(suggested,))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("a", "j", "s", "a", "x", "m", "y")
        [tagged] = app.asked_for(TagRequested)
        assert (tagged.tag, tagged.passage.briefing) == ("speculation", "b1")
        assert tagged.passage.span == suggested.span
        assert [each.highlight for each in app.asked_for(AcceptRequested)] == [suggested]
        assert [each.highlight for each in app.asked_for(DismissRequested)] == [suggested]
        for kind in (NoteRequested, CopyRequested):
            assert [each.passage.span for each in app.asked_for(kind)] == [suggested.span]


async def test_the_codebook_decides_which_keys_tag() -> None:
    """Another codebook has other keys; a retired tag has none."""
    app = Host(prose(2))
    async with app.run_test(size=(80, 12)) as pilot:
        tags = app.reader.codebook
        app.reader.codebook = (tags[0]._replace(key="z"), tags[1]._replace(retired=True))
        await pilot.press("r", "c", "z")
        assert [each.tag for each in app.asked_for(TagRequested)] == ["risk"]


async def test_the_screen_is_told_where_the_cursor_is() -> None:
    """Each move says passage, annotations and highlight; new annotations say so, too."""
    shown = prose(2)
    sentence = "Paragraph 0 has a sentence 1 that goes on for a while."
    suggested = highlight(shown, sentence, "risk", "goes")
    app = Host(shown, highlights=(suggested,))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("j")
        told = app.asked_for(PassageChanged)[-1]
        assert (told.passage.span, told.annotations, told.highlight) == (suggested.span, (), suggested)
        mark = annotation(shown, sentence, "risk")
        app.reader.annotations = (mark,)
        await pilot.pause()
        assert app.asked_for(PassageChanged)[-1].annotations == (mark,)


async def test_selecting_from_the_keyboard() -> None:
    """v selects from the cursor; characters, words and sentences extend; v again begins anew, o swaps, escape leaves."""
    app = Host(article(f"The quick {FAMILY} fox jumps. It rests.\n\nNext block."))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("v")
        assert app.passage == "T"
        await pilot.press("e")
        assert app.passage == "The"
        await pilot.press("w", "v", "e")
        assert app.passage == "quick"
        await pilot.press("l", "l")
        assert app.passage == f"quick {FAMILY}"
        await pilot.press("h")
        assert app.passage == "quick "
        await pilot.press("j")
        assert app.passage == f"quick {FAMILY} fox jumps."
        await pilot.press("j", "j")
        assert app.passage == f"quick {FAMILY} fox jumps. It rests.\n\nNext block."
        await pilot.press("o", "b")
        assert app.passage.startswith("The quick")
        await pilot.press("c", "escape")
        assert app.asked_for(TagRequested)[0].passage.span == Span(0, len(app.shown.body))
        assert app.passage == f"The quick {FAMILY} fox jumps."


async def test_a_selection_that_was_tagged_stands_until_the_cursor_moves() -> None:
    """The second press of the key is about the same phrase; a move is about a sentence again."""
    app = Host(prose(2))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("v", "e", "r", "r", "j")
        first, second = app.asked_for(TagRequested)
        assert first.passage == second.passage
        assert app.passage == "Paragraph 0 has a sentence 1 that goes on for a while."


async def test_a_selection_skips_what_is_folded() -> None:
    """The end of a selection never stands in furniture that nobody sees."""
    app = Host(article("One.\n\nJunk here\n\nTwo.", {1: BlockKind.FURNITURE}))
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.press("v", "$", "l")
        assert app.passage == "One.\n\nJunk here\n\nT"
        await pilot.press("h")
        assert app.passage == "One."


async def test_finding_lights_all_and_goes_round() -> None:
    """The first match from the cursor on is stood on; n and N go on and round; small letters find capitals."""
    shown = prose(5, 2)
    app = Host(shown)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("J", "J")
        assert app.reader.find("SENTENCE 1") == 0
        assert app.reader.find("sentence 1") == 5
        await pilot.pause()
        assert (app.reader.match_number, app.passage[:11]) == (3, "Paragraph 2")
        assert app.look("sentence 1").bgcolor is not None
        await pilot.press("n", "n", "n")
        assert app.passage.startswith("Paragraph 0 has a sentence 1")
        await pilot.press("N")
        assert app.passage.startswith("Paragraph 4 has a sentence 1")
        assert app.asked_for(MatchChanged)[-1].number == 5
        assert app.reader.find(r"graph [34]\b", regex=True) == 4
        assert app.reader.find("graph [34]") == 0
        assert app.reader.find("") == 0


async def test_typing_on_finds_from_where_it_began() -> None:
    """While a pattern grows, its match is sought from where the cursor was, not from the last match."""
    app = Host(article("One cat. Two cats. A catalogue. End."))
    async with app.run_test(size=(80, 8)) as pilot:
        for pattern, sentence in (("c", "One cat."), ("cata", "A catalogue."), ("cat", "One cat.")):
            app.reader.find(pattern)
            await pilot.pause()
            assert app.passage == sentence


async def test_a_wrong_expression_is_refused() -> None:
    """The reader says what is wrong with a regular expression."""
    app = Host(prose(2))
    async with app.run_test(size=(80, 8)):
        with pytest.raises(UsageError, match="no regular expression"):
            app.reader.find("(", regex=True)


async def test_finding_in_furniture_shows_it() -> None:
    """A match in what is folded unfolds it."""
    app = Host(article("One.\n\nJunk here\n\nTwo.", {1: BlockKind.FURNITURE}))
    async with app.run_test(size=(80, 12)) as pilot:
        assert app.reader.find("junk") == 1
        await pilot.pause()
        assert "Junk here" in app.rows()
        assert app.passage == "Junk here"


async def test_a_large_article_is_found_in_without_waiting() -> None:
    """What is not found at once is counted beside the reading, until the count is complete."""
    app = Host(article(("word " * 1000 + "\n\n") * 1500 + "needle"))
    async with app.run_test(size=(80, 12)) as pilot:
        app.reader.find("needle")
        while not (told := app.asked_for(MatchChanged)) or not told[-1].complete:
            await pilot.pause()
        assert (told[-1].number, told[-1].count) == (1, 1)
        assert app.passage == "needle"


async def test_showing_a_span_puts_the_cursor_there() -> None:
    """A sentence is stood on, a phrase selected, a bare offset is the sentence that holds it."""
    shown = prose(50)
    app = Host(shown)
    async with app.run_test(size=(80, 12)) as pilot:
        for quote, passage in (
            ("Paragraph 30 has a sentence 1 that goes on for a while.",) * 2,
            ("Paragraph 44 has",) * 2,
        ):
            app.reader.show(span_of(shown, quote))
            await pilot.pause()
            assert app.passage == passage
            assert 0 <= screen_row(app, quote) < 12
        at = span_of(shown, "Paragraph 2 has").start
        app.reader.show(Span(at + 3, at + 3))
        await pilot.pause()
        assert app.passage == "Paragraph 2 has a sentence 0 that goes on for a while."


async def test_the_sentence_stays_on_its_row_when_the_width_changes() -> None:
    """After a resize the sentence under the cursor begins on the row where it began before."""
    app = Host(prose(60, 5))
    chance = random.Random(5)
    async with app.run_test(size=(100, 24)) as pilot:
        for _ in range(6):
            await pilot.press("space")
        for _ in range(25):
            words = app.passage
            before = screen_row(app, words)
            await pilot.resize_terminal(chance.randint(30, 160), 24)
            await pilot.pause()
            assert app.passage == words
            assert screen_row(app, words) == before


async def test_a_lower_window_keeps_the_sentence_in_sight() -> None:
    """When the window loses rows, the sentence under the cursor is not lost with them."""
    app = Host(prose(60, 5))
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.press(*"j" * 25)
        await pilot.resize_terminal(80, 10)
        await pilot.pause()
        assert 0 <= screen_row(app, app.passage) < 10


async def test_measuring_beside_the_reading_moves_nothing() -> None:
    """In the middle of a large article, exact heights replace estimates and the rows on the screen stay."""
    app = Host(prose(3000, 9))
    async with app.run_test(size=(80, 20)) as pilot:
        app.reader.show(span_of(app.shown, "Paragraph 1500 has"))
        await pilot.pause()
        rows, guessed = app.rows(), app.reader.virtual_size.height
        while app.reader.measuring:
            await pilot.pause()
        assert app.rows() == rows
        exact = app.reader.virtual_size.height
        assert (
            guessed
            != exact
            == 2999 + sum(len(wrap(block.span.within(app.shown.body), 65)) for block in app.shown.blocks)
        )
        await pilot.press("G")
        assert app.reader.scroll_y == exact - 20


async def test_one_line_of_a_megabyte_is_read_like_any_text() -> None:
    """First and last sentence of a line without end are reached, and every row is filled."""
    body = " ".join(f"Sentence {n} of one endless line." for n in range(32_000))
    app = Host(article(body))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("j")
        assert app.passage == "Sentence 1 of one endless line."
        await pilot.press("G")
        assert app.passage == "Sentence 31999 of one endless line."
        await pilot.press("k")
        assert app.passage == "Sentence 31998 of one endless line."


async def test_scrolling_by_the_bar_reaches_both_ends() -> None:
    """A row asked for by its number is shown from there, never animated, never beyond the ends."""
    app = Host(prose(500))
    async with app.run_test(size=(80, 20)) as pilot:
        app.reader.scroll_to(y=10_000)
        await pilot.pause()
        assert app.rows()[-1].endswith("that goes on for a while.")
        assert app.rows()[-2].startswith("Paragraph 499 ") or "Paragraph 499" in "".join(app.rows())
        app.reader.scroll_to(y=0)
        await pilot.pause()
        assert app.rows()[0].startswith("Paragraph 0 ")
