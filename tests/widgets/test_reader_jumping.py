"""Jumping to a sentence by the letters that it is labelled with, and growing what is selected."""

import pytest

from reeread.messages import ModeChanged, TagRequested
from reeread.widgets.reader.jumping import labels
from tests.widgets.reader_host import FAMILY, Host, article, prose


@pytest.mark.parametrize("count", [1, 26, 27, 300])
def test_labels_differ_and_none_begins_another(count: int) -> None:
    """Whatever is typed, at most one label is complete."""
    made = labels(count)
    assert len(made) == len(set(made)) == count
    assert not any(one != other and other.startswith(one) for one in made for other in made)


async def test_typing_a_label_goes_there() -> None:
    """Each sentence on the screen has a label over its first letters; typing it stands there and tags nothing."""
    app = Host(prose(3, 2))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.pause()
        before = app.rows()
        await pilot.press("apostrophe")
        assert app.rows()[0].startswith("aaragraph 0")
        assert [row[0] for row in app.rows() if row and row[1:].startswith("aragraph")] == ["a", "d", "g"]
        await pilot.press("f")
        assert app.passage.startswith("Paragraph 1 has a sentence 1")
        assert app.rows() == before
        assert app.asked_for(TagRequested) == []
        assert [each.mode for each in app.asked_for(ModeChanged)] == ["jump", ""]


async def test_many_sentences_have_two_letters() -> None:
    """With more sentences than letters each label has two; the first letter leaves those that begin with it."""
    app = Host(article("Go on. " * 40))
    async with app.run_test(size=(80, 20)) as pilot:
        await pilot.press("apostrophe")
        assert app.rows()[0].startswith("aa on. as on. ad on.")
        await pilot.press("s")
        assert app.rows()[0].startswith("Go on. Go on.")
        await pilot.press("d")
        assert app.reader.cursor == 7 * 28


async def test_any_other_key_leaves_the_labels() -> None:
    """Escape, a key that is no label, and scrolling put them away and move nothing."""
    app = Host(prose(30, 1))
    async with app.run_test(size=(80, 10)) as pilot:
        for key in ("escape", "down", "z"):
            await pilot.press("apostrophe")
            assert app.reader.jumping
            await pilot.press(key)
            assert not app.reader.jumping
            assert app.passage.startswith("Paragraph 0")
        await pilot.press("apostrophe")
        app.reader.scroll_rows(3)
        assert not app.reader.jumping


async def test_a_label_over_wide_characters_fills_them() -> None:
    """A label is never drawn over half of a grapheme, and the row keeps its width."""
    app = Host(article(f"日本語です。{FAMILY}です。\n\nA."))
    async with app.run_test(size=(80, 6)) as pilot:
        await pilot.pause()
        width = app.reader.render_line(0).cell_length
        await pilot.press("apostrophe")
        assert app.rows()[0] == "a 本語です。s です。"
        assert app.rows()[2] == "d."
        assert app.reader.render_line(0).cell_length == width


async def test_a_selection_grows_and_shrinks_by_units() -> None:
    """Word, sentence and block around the cursor, and back to what it was."""
    app = Host(article("One two three. Four five.\n\nSix."))
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("j")
        said = []
        for key in ("minus", "minus", "minus", "plus", "plus", "plus", "plus", "minus"):
            await pilot.press(key)
            said.append(app.passage)
        block = "One two three. Four five."
        assert said == ["Four", "F", "F", "Four", "Four five.", block, block, "Four five."]


async def test_growing_from_a_phrase_comes_back_to_it() -> None:
    """What was selected by hand is what shrinking leads back to, and its end goes on moving."""
    app = Host(article("One two three. Four five."))
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("v", "e", "e", "plus")
        assert app.passage == "One two three."
        await pilot.press("minus")
        assert app.passage == "One two"
        assert app.reader.selecting
        await pilot.press("l", "l")
        assert app.passage == "One two t"


async def test_a_selection_goes_on_by_blocks() -> None:
    """While selecting, the keys of blocks take the end to the end of the block, then of the next, and back."""
    app = Host(article("One two. Three.\n\nFour. Five.\n\nSix."))
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.press("v", "J")
        assert app.passage == "One two. Three."
        await pilot.press("J")
        assert app.passage == "One two. Three.\n\nFour. Five."
        await pilot.press("K")
        assert app.passage == "One two. Three.\n\nF"
        await pilot.press("K")
        assert app.passage == "O"
