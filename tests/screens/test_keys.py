"""The keys: found in help and palette, remapped by the settings."""

from pathlib import Path

from screens.reading_app import Opened, desk, press, rows, settled, shown, write
from textual.binding import Binding
from textual.command import CommandPalette

from reeread import places
from reeread.app import ReereadApp
from reeread.library.codebook import RESERVED_KEYS
from reeread.screens.deeds import Deed, declared
from reeread.screens.keymap import Remapped, checked, keys_from
from reeread.screens.reading import ReadingScreen
from reeread.screens.reading.furnishing import key_places
from reeread.widgets.lists import BriefingList, HighlightList
from reeread.widgets.reader import Reader


def settings(text: str) -> None:
    """Write the settings file."""
    file = places.config_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


async def test_help_lists_every_key_that_is_bound(opened: Opened) -> None:
    """Each deed of the article, the lists and the screen stands in the help with its key."""
    async with opened() as pilot:
        named = {deed.id for place in key_places(desk(pilot)) for deed in place.deeds}
        for owner in (ReadingScreen, Reader, BriefingList, HighlightList, type(pilot.app)):
            for binding in owner.BINDINGS:
                assert isinstance(binding, Binding) and binding.id in named
        await press(pilot, "question_mark")
        assert "tag as risk" in shown(pilot)


async def test_help_can_be_searched(opened: Opened) -> None:
    """Typing narrows the help down; what is no key's deed says so."""
    async with opened() as pilot:
        await press(pilot, "question_mark")
        await write(pilot, "furniture")
        listed = [row for row in rows(pilot) if "show page furniture" in row]
        assert len(listed) == 1 and " H " in listed[0]
        await write(pilot, "xyz")
        assert "No key does that." in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is desk(pilot)


async def test_the_palette_does_what_keys_do(opened: Opened) -> None:
    """A command of the palette does what its key would do in the article."""
    async with opened() as pilot:
        await press(pilot, "ctrl+p")
        assert isinstance(pilot.app.screen, CommandPalette)
        await write(pilot, "tag as commitment")
        await press(pilot, "enter")
        await settled(pilot)
        assert [mark.tags for mark in desk(pilot).annotations] == [("commitment",)]


async def test_the_palette_opens_briefings(opened: Opened) -> None:
    """Briefings are found in the palette by their titles."""
    async with opened() as pilot:
        await press(pilot, "ctrl+p")
        await write(pilot, "forge rare earths")
        await press(pilot, "enter")
        await settled(pilot)
        assert desk(pilot).article.briefing.title == "U.S. and Japan Forge Rare Earths Alliance"


async def test_keys_can_be_remapped(opened: Opened) -> None:
    """A key of the settings file replaces the usual one everywhere it is shown or said."""
    settings('[keys]\nundo = "z"\nnext_sentence = "ctrl+n,down"\n')
    async with opened() as pilot:
        assert "z undo" in rows(pilot)[-1]
        await press(pilot, "r")
        assert desk(pilot).message == "Tagged as risk. z undoes."
        await press(pilot, "u")
        assert len(desk(pilot).annotations) == 1
        await press(pilot, "z")
        assert desk(pilot).annotations == ()
        start = desk(pilot).reader.passage
        await press(pilot, "ctrl+n")
        assert desk(pilot).reader.passage != start
        await press(pilot, "question_mark")
        await write(pilot, "undo")
        assert any(" z " in row and "undo" in row for row in rows(pilot))


async def test_keys_that_clash_are_told_kindly(opened: Opened) -> None:
    """A key that is a tag's or another deed's, or of a deed that is not there, is left out with a sentence."""
    settings('[keys]\nundo = "r"\nexport = "o"\nfly = "z"\nfind = 7\n')
    async with opened() as pilot:
        told = "\n".join(note.message for note in pilot.app._notifications)
        assert "“r” cannot be “undo”: it is “tag as risk” already." in told
        assert "“o” cannot be “export”: it is “" in told
        assert "No deed is called “fly”" in told
        assert "The key of “find”" in told
        await press(pilot, "r", "u")
        assert desk(pilot).annotations == ()


async def test_settings_that_are_no_toml_are_told(opened: Opened) -> None:
    """A settings file that cannot be read is named, and the usual keys work."""
    settings("[keys\n")
    async with opened() as pilot:
        assert any("config.toml" in note.message for note in pilot.app._notifications)
        await press(pilot, "r")
        assert len(desk(pilot).annotations) == 1


def test_two_deeds_may_swap_their_keys() -> None:
    """A key is free when the deed that had it is moved elsewhere."""
    place = (Deed("one", ("a",), "", "do one"), Deed("two", ("b",), "", "do two"))
    swapped = checked(Remapped({"one": "b", "two": "a"}), [place])
    assert swapped == Remapped({"one": "b", "two": "a"})
    assert checked(Remapped({"one": "b"}), [place]).keymap == {}


def test_without_settings_nothing_is_remapped(tmp_path: Path) -> None:
    """A settings file that is not there asks for nothing."""
    assert keys_from(tmp_path / "none.toml") == Remapped({})


def test_the_codebook_may_not_take_keys_that_we_use() -> None:
    """Every single character that the reader or the screen binds outside selections is reserved."""
    characters = {"slash": "/", "backslash": "\\", "question_mark": "?", "space": " "} | {
        "plus": "+",
        "minus": "-",
        "semicolon": ";",
        "apostrophe": "'",
        "at": "@",
        "number_sign": "#",
        "less_than_sign": "<",
        "greater_than_sign": ">",
        "vertical_line": "|",
        "colon": ":",
        "ampersand": "&",
    }
    for owner in (ReadingScreen, Reader, ReereadApp):
        for deed in declared(owner, {}):
            if deed.action.split("(")[0] in ("word_end", "unit_edge", "swap", "word"):
                continue
            for key in deed.keys:
                character = characters.get(key, key)
                if len(character) == 1:
                    assert character in RESERVED_KEYS, deed
