"""What could not be kept in the library is kept outside it until it can."""

import os
import stat
from pathlib import Path

import pytest

from reeread.library import Library, tagging
from reeread.library.drafts import Draft, Drafts, put_in
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound
from reeread.model.span import Span

NOTE = Draft("note", "The two ports", "Which? 日本 \ud800", briefing="b", start=23, end=36)
TAGS = Draft("tags", "The two ports", "", ("risk",), "b", 23, 36)


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """Return Ann's drafts for a library."""
    return Drafts(tmp_path / "state" / "drafts", tmp_path / "notes.db", "ann")


def again(tmp_path: Path, name: str = "notes.db", author: str = "ann") -> Drafts:
    """Return the drafts as another sitting finds them."""
    return Drafts(tmp_path / "state" / "drafts", tmp_path / name, author)


def test_a_draft_outlives_its_program(drafts: Drafts, tmp_path: Path) -> None:
    """It is there for the next sitting of its author with its library, to the character, and for nobody else."""
    assert drafts.keep(NOTE) and drafts.keep(TAGS)
    assert set(again(tmp_path).left()) == {NOTE, TAGS}
    assert again(tmp_path, "other.db").left() == again(tmp_path, author="ben").left() == ()


def test_drafts_are_private(drafts: Drafts, tmp_path: Path) -> None:
    """Nobody else may read them or list them."""
    drafts.keep(NOTE)
    folder = tmp_path / "state" / "drafts"
    (file,) = folder.iterdir()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_later_draft_takes_the_place_of_the_one_before(drafts: Drafts, tmp_path: Path) -> None:
    """Of one note only what was written last is left; without words nothing is."""
    drafts.keep(NOTE)
    drafts.keep(NOTE._replace(text="Which ports?"))
    assert again(tmp_path).left() == (NOTE._replace(text="Which ports?"),)
    drafts.keep(NOTE._replace(text=" \n"))
    assert again(tmp_path).left() == ()


def test_tags_gather_and_a_second_press_takes_one_back(drafts: Drafts, tmp_path: Path) -> None:
    """What keys asked for while the library took nothing is what they would have left."""
    drafts.toggle(TAGS)
    drafts.toggle(TAGS._replace(tags=("commitment",)))
    assert again(tmp_path).left()[0].tags == ("risk", "commitment")
    drafts.toggle(TAGS)
    assert again(tmp_path).left()[0].tags == ("commitment",)
    drafts.toggle(TAGS._replace(tags=("commitment",)))
    assert again(tmp_path).left() == ()


def test_what_somebody_is_writing_is_not_offered_elsewhere(
    drafts: Drafts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is offered once the program that wrote it is gone, however it ended."""
    monkeypatch.setattr(os, "getpid", lambda: os.getppid())
    drafts.keep(NOTE, writing=True)
    monkeypatch.undo()
    assert again(tmp_path).left() == ()

    def gone(*_: int) -> None:
        raise ProcessLookupError

    monkeypatch.setattr(os, "kill", gone)
    assert again(tmp_path).left() == (NOTE,)


def test_a_folder_without_room_is_said(tmp_path: Path) -> None:
    """Where no draft can be kept, that is known, and nothing half is left."""
    (tmp_path / "file").write_text("")
    drafts = Drafts(tmp_path / "file" / "drafts", tmp_path / "notes.db", "ann")
    assert not drafts.keep(NOTE)
    assert drafts.left() == ()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"kind": "note"}', '{"writer": "x"}', "\x00"])
def test_what_is_no_draft_is_passed_over(drafts: Drafts, tmp_path: Path, content: str) -> None:
    """Rubbish in the folder keeps nobody from the drafts beside it."""
    drafts.keep(NOTE)
    (tmp_path / "state" / "drafts" / "other.json").write_text(content)
    assert again(tmp_path).left() == (NOTE,)


def test_a_draft_is_put_where_its_words_stand(lib: Library, levy: Briefing) -> None:
    """A note and tags come to their passage; where the text has moved since, to its words."""
    place = {"briefing": levy.id, "start": 23, "end": 36}
    put_in(lib, NOTE._replace(text="Which?", **place))
    put_in(lib, TAGS._replace(**place | {"start": 0, "end": 13}))
    (mark,) = tagging.annotations(lib)
    assert (mark.anchor.exact, mark.note, mark.tags) == ("The two ports", "Which?", ("risk",))
    assert mark.passage == Passage(levy.id, Span(23, 36))


def test_a_draft_whose_words_are_gone_is_left_to_be_copied(lib: Library, levy: Briefing) -> None:
    """It is put nowhere by guess."""
    with pytest.raises(NotFound, match="not in the text"):
        put_in(lib, NOTE._replace(about="The three ports", briefing=levy.id))
    with pytest.raises(NotFound, match="no passage"):
        put_in(lib, Draft("text", "Meaning of risk", "What may go wrong."))
    assert tagging.annotations(lib) == ()
