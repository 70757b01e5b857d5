"""Searches that are kept under a name."""

import pytest

from reeread.library import Library, history, saving
from reeread.library.searching import search
from reeread.model.briefing import Briefing
from reeread.model.errors import AlreadyDone, NotFound, UsageError


def names(lib: Library) -> list[tuple[str, str]]:
    """Return what is kept."""
    return [(one.name, one.query) for one in saving.saved(lib)]


def test_a_search_is_kept_run_renamed_and_removed(lib: Library, levy: Briefing) -> None:
    """It finds what its query finds, under any of its names, for everybody; a name that is kept again is replaced."""
    saving.save(lib, "  Port   dues ", " levy OR dues ")
    assert names(lib) == [("Port dues", "levy OR dues")]
    assert search(lib, saving.meant(lib, "@Port dues")) == search(lib, "levy OR dues") != ()
    saving.save(lib, "Port dues", "levy")
    saving.rename(lib, "Port dues", "levies")
    with Library.open(lib.path, "bob") as other:
        (one,) = saving.saved(other)
        assert (one.name, one.query, one.author) == ("levies", "levy", "ann")
        saving.remove(other, "@levies")
    assert names(lib) == []
    assert saving.meant(lib, "plain words") == "plain words"


def test_each_deed_is_taken_back_and_done_again(lib: Library) -> None:
    """Undo goes back through keeping, changing, renaming and removing, and says what it took back."""
    saving.save(lib, "a", "one")
    saving.save(lib, "a", "two")
    saving.rename(lib, "a", "b")
    saving.remove(lib, "b")
    said = []
    for kept in ([("b", "two")], [("a", "two")], [("a", "one")], []):
        undone = history.undo(lib)
        assert undone is not None and names(lib) == kept
        said.append(undone.text)
    assert said == [
        "Took back removing the search “b”.",
        "Took back renaming the search “b”.",
        "Took back keeping the search “a”.",
        "Took back keeping the search “a”.",
    ]
    for kept in ([("a", "one")], [("a", "two")], [("b", "two")], []):
        assert history.redo(lib) and names(lib) == kept


def test_what_cannot_be_kept_is_said(lib: Library) -> None:
    """No name, a long one, no query, a name that is taken or that nothing has: each is a sentence, and nothing changes."""
    saving.save(lib, "a", "one")
    saving.save(lib, "b", "two")
    for name, query in (("", "x"), ("x" * 81, "x"), ("@", "x"), ("c", " "), ("c", "@a")):
        with pytest.raises(UsageError):
            saving.save(lib, name, query)
    with pytest.raises(AlreadyDone, match="already"):
        saving.save(lib, "a", "one")
    with pytest.raises(UsageError, match="Another search"):
        saving.rename(lib, "a", "b")
    for deed in (
        lambda: saving.remove(lib, "zz"),
        lambda: saving.rename(lib, "zz", "y"),
        lambda: saving.meant(lib, "@zz"),
    ):
        with pytest.raises(NotFound, match="No search is called “zz”"):
            deed()
    assert names(lib) == [("a", "one"), ("b", "two")]
