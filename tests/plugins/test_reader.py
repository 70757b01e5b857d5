"""Plug-ins in the reader: what they suggest comes after our own, and what is wrong with them is a message."""

from pathlib import Path

from screens.reading_app import desk, press, settled, shown

from reeread.app import ReereadApp
from reeread.library import Library
from reeread.library.adding import add
from tests.plugins import minds
from tests.plugins.conftest import Plugin


def library(tmp_path: Path) -> Path:
    """Return a library of one briefing, added without plug-ins' help."""
    source, path = tmp_path / "levy.txt", tmp_path / "own.db"
    source.write_text("Ports\n\nShipowners spoke of delays on Monday.\n", encoding="utf-8")
    with Library.open(path, "ana", create=True) as lib:
        assert [one.error for one in add(lib, [str(source)])] == [None]
    return path


async def test_suggestions_of_a_plugin_are_accepted_like_others(plugin: Plugin, tmp_path: Path) -> None:
    """A briefing that came in before bears them when it is read, and a key accepts them."""
    path = library(tmp_path)
    plugin(minds.EXTRACTOR)
    app = ReereadApp(path, "ana", state=tmp_path / "state.json")
    async with app.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        await press(pilot, "j")
        sentence = desk(pilot).highlights[1]
        assert [one.method for one in sentence.tags if one.tag == "risk"] == ["rules/1", "loud/3"]
        assert desk(pilot).words.startswith("risk, confirmed suggested by “delays”")
        await press(pilot, "a")
        assert "Accepted as" in desk(pilot).message and "risk" in desk(pilot).annotations[0].tags


async def test_what_is_wrong_with_a_plugin_is_a_message(plugin: Plugin, tmp_path: Path) -> None:
    """The reader opens all the same and says in a line what failed."""
    path = library(tmp_path)
    plugin("1 / 0\n")
    app = ReereadApp(path, "ana", state=tmp_path / "state.json")
    async with app.run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        assert "Shipowners" in shown(pilot)
        (told,) = [str(one.message) for one in app._notifications]
        assert told.startswith("The plug-in “loud” cannot be loaded (ZeroDivisionError")
