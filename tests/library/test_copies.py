"""Near copies: found when they come in, and shown under the one that came first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from reeread.library import Library, claiming, reading
from reeread.library.adding import add
from reeread.library.history import undo
from reeread.library.removing import remove

Write = Callable[..., str]

WIRE = (
    "Ports agree on a levy\n\nThe two ports of the northern coast signed an agreement on Monday after talks that had gone"
    " on since spring. The levy will be raised by 12% in the coming year, the harbour office said in a statement.\n"
)
REPRINT = WIRE + "\nThis story was first published by an agency of the coast and is shown here as it came.\n"
OTHER = (
    "A bank closes\n\nThe savings bank of the valley closes three of its seven branches, which the council of the valley"
    " had asked it to keep open until a bus goes there again.\n"
)


def titles(lib: Library) -> dict[str, str]:
    """Return by the name of each source that of the first of which it is a copy, "" where there is none."""
    listed = reading.briefings(lib)
    names = {one.id: Path(one.source).name for one in listed}
    return {names[one.id]: names.get(one.copy_of, "") for one in listed}


def put(lib: Library, *sources: str) -> list[str]:
    """Add sources, and return the ids of their briefings."""
    return [one.briefing.id for one in add(lib, sources) if one.briefing]


def test_a_reprint_is_shown_under_the_first(lib: Library, write: Write) -> None:
    """Whatever came between them, and what is no copy is under none."""
    put(lib, write(WIRE, "wire.txt"))
    put(lib, write(OTHER, "bank.txt"), write(REPRINT, "reprint.txt"))
    assert titles(lib) == {"wire.txt": "", "bank.txt": "", "reprint.txt": "wire.txt"}


def test_copies_that_come_together_find_each_other(lib: Library, write: Write) -> None:
    """Those of one batch are compared too, and all stand under the first."""
    sources = [write(f"{REPRINT}Bought by paper number {at}.\n", f"{at}.txt") for at in range(5)]
    outcomes = list(add(lib, sources))
    first = outcomes[0].briefing
    assert first is not None
    assert [one.briefing and one.briefing.copy_of for one in outcomes] == ["", *[first.id] * 4]


def test_the_next_is_the_first_once_the_first_is_out(lib: Library, write: Write) -> None:
    """Copies of what was taken out are copies of each other still; undo puts the first back."""
    first, _, _ = put(
        lib, write(WIRE, "wire.txt"), write(REPRINT, "reprint.txt"), write(WIRE + "End.\n", "end.txt")
    )
    remove(lib, first)
    assert titles(lib) == {"reprint.txt": "", "end.txt": "reprint.txt"}
    undo(lib)
    assert titles(lib) == {"wire.txt": "", "reprint.txt": "wire.txt", "end.txt": "wire.txt"}


def test_a_new_version_is_compared_again(lib: Library, write: Write) -> None:
    """A source that becomes another text is no copy any more; one that is only mended stays one."""
    put(lib, write(WIRE, "wire.txt"), write(REPRINT, "reprint.txt"))
    put(lib, write(REPRINT.replace("12%", "13%"), "reprint.txt"))
    assert titles(lib) == {"wire.txt": "", "reprint.txt": "wire.txt"}
    put(lib, write(WIRE.replace("Monday", "Tuesday"), "wire.txt"))
    assert titles(lib) == {"wire.txt": "", "reprint.txt": "wire.txt"}
    put(lib, write(OTHER, "wire.txt"))
    assert titles(lib) == {"wire.txt": "", "reprint.txt": ""}


def test_claims_count_a_copy_as_the_same_origin(lib: Library, write: Write) -> None:
    """What the lists show as copies of one text is one origin where a claim counts its origins."""
    ids = put(lib, write(WIRE, "wire.txt"), write(REPRINT, "reprint.txt"))
    assert titles(lib)["reprint.txt"] == "wire.txt"
    assert {claim.origins for claim in claiming.claims(lib, ids)} == {1}


def test_what_came_in_before_is_compared_as_more_comes_in(
    tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older library opens without reading a text; each time something is added some of it is compared."""
    path = tmp_path / "old.db"
    sources = [write(WIRE, "wire.txt"), write(REPRINT, "reprint.txt"), write(OTHER, "bank.txt")]
    with Library.open(path, "ann", create=True) as lib:
        put(lib, *sources)
        with lib.store.together() as connection:  # as the step to this format leaves it
            connection.execute("DELETE FROM copies")
            connection.execute("DELETE FROM landmarks")
            connection.execute("INSERT INTO uncompared SELECT version_id FROM briefings")
        assert set(titles(lib).values()) == {""}
        monkeypatch.setattr("reeread.library.adding._CAUGHT_UP", 2)
        put(lib, write("A word on the weather of today.\n", "weather.txt"))
        assert titles(lib)["reprint.txt"] == "wire.txt"
        put(lib, write("A word on the weather of tomorrow.\n", "weather.txt"))
        with lib.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM uncompared").fetchone() == (0,)
