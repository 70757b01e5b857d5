"""A library that is open for reading only: every deed is refused, in a line, and nothing is kept anywhere."""

from pathlib import Path

from screens.reading_app import AUTHOR, WIDE, press, settled, shown

from reeread.app import ReereadApp
from reeread.library import Library

REFUSED = "Nothing is kept: the library is open for reading only."


async def test_every_deed_is_refused(library: Path, state: Path) -> None:
    """Tags, notes, acceptance, undo and the codebook leave the library byte for byte as it was, and no draft."""
    with Library.open(library, AUTHOR):
        pass
    before = library.read_bytes()
    app = ReereadApp(library, AUTHOR, state=state, read_only=True)
    async with app.run_test(size=WIDE) as pilot:
        await settled(pilot)
        assert "read-only" in shown(pilot)
        for keys in (("r",), ("x",), ("u",), ("ctrl+r",), ("m", *"why", "ctrl+s")):
            app.clear_notifications()
            await press(pilot, *keys)
            assert any(REFUSED in one.message for one in app._notifications) or REFUSED in shown(pilot), keys
        app.exit()
        await settled(pilot)
    assert library.read_bytes() == before
    assert not state.with_name("drafts").exists()
