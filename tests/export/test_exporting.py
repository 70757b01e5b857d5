"""Gathering a dossier from a library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reeread.library import Library
from reeread.library.exporting import dossier
from reeread.library.reading import briefings
from reeread.library.tagging import occurrences, tag
from reeread.model.annotation import Passage
from reeread.model.errors import NotFound


@pytest.fixture
def lib(seeded: Path) -> Iterator[Library]:
    """Return a library of the seeds with two passages by two authors."""
    for author, at, quote, name in (
        ("ana", 0, "China controls 80%–90%", "confirmed"),
        ("bo", 4, "is likely to", "risk"),
    ):
        with Library.open(seeded, author) as opened:
            one = briefings(opened)[at].id
            tag(opened, Passage(one, occurrences(opened, one, quote)[0]), [name])
    with Library.open(seeded, "ana") as opened:
        yield opened


def test_without_filters_everything_leaves(lib: Library) -> None:
    """All briefings, all authors, the whole codebook; the entries can be walked twice."""
    whole = dossier(lib)
    assert [len(entry.annotations) for entry in whole.entries] == [1, 0, 0, 0, 1]
    assert [entry.article.briefing for entry in whole.entries] == list(briefings(lib))
    assert (whole.authors, whole.scope, len(whole.tags)) == (("ana", "bo"), "the whole library", 4)


def test_filters_are_said_in_the_scope(lib: Library) -> None:
    """Each filter narrows what leaves and is named in words; the authors are those of what is left."""
    risky = dossier(lib, tags=["risk"])
    assert (len(list(risky.entries)), risky.authors) == (1, ("bo",))
    assert "risk" in risky.scope
    assert "since 2020-01-01" in dossier(lib, since="2020-01-01").scope
    assert "ana" in dossier(lib, authors=["ana"]).scope


def test_a_dossier_of_one_is_called_like_it(lib: Library) -> None:
    """The title is the one given, else that of the only briefing, else a plain one."""
    last = briefings(lib)[4]
    assert dossier(lib, briefings=[last.id]).title == last.title
    assert dossier(lib, title="Ports").title == "Ports"
    assert dossier(lib).title == "Annotated briefings"


def test_what_is_not_there_is_refused(lib: Library) -> None:
    """An unknown tag, stack or briefing is an error, never an empty export."""
    for asked in ({"tags": ["nonsense"]}, {"stack": "nowhere"}, {"briefings": ["zzzz"]}):
        with pytest.raises(NotFound):
            dossier(lib, **asked)  # type: ignore[arg-type]
