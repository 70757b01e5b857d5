"""Hearing of what others do in a library, without reading it."""

import subprocess
import sys
from pathlib import Path

import pytest

from reeread.library import Library, codebook, history, keeping, reading, tagging
from reeread.library.adding import add
from reeread.library.news import Ear
from reeread.model.annotation import Passage
from reeread.model.errors import StoreError
from reeread.model.span import Span

TAGGING = """
import sys
from pathlib import Path
from reeread.library import Library, reading, tagging
from reeread.model.annotation import Passage
from reeread.model.span import Span

with Library.open(Path(sys.argv[1]), "ben") as lib:
    tagging.tag(lib, Passage(reading.briefings(lib)[1].id, Span(0, 20)), ["risk"])
"""


def test_another_process_is_heard(seeded: Path) -> None:
    """What another program tagged is heard once, with the briefing and who it was; nothing else is."""
    with Library.open(seeded, "ann") as lib:
        ear = Ear(lib)
        assert ear.hear() is None
        subprocess.run([sys.executable, "-c", TAGGING, str(seeded)], check=True)
        news = ear.hear()
        assert news is not None
        assert news.briefings == {reading.briefings(lib)[1].id} and news.authors == ("ben",)
        assert not news.tags and not news.all
        assert ear.hear() is None


def test_ones_own_deeds_are_no_news(seeded: Path) -> None:
    """What was done by the connection that listens is shown already."""
    with Library.open(seeded, "ann") as lib:
        ear = Ear(lib)
        tagging.tag(lib, Passage(reading.briefings(lib)[0].id, Span(0, 20)), ["risk"])
        assert ear.hear() is None


def test_what_comes_and_goes_is_told_apart(seeded: Path, tmp_path: Path) -> None:
    """A change in the codebook, a new briefing, and a backup that was put back are each known as such."""
    with Library.open(seeded, "ann") as lib, Library.open(seeded, "ben") as other:
        ear = Ear(lib)
        backup = keeping.back_up(seeded)
        codebook.add_tag(other, "supply")
        assert (news := ear.hear()) and news.tags and not news.all
        source = tmp_path / "levy.txt"
        source.write_text("Ports agree\n\nThe ports may raise prices.\n")
        list(add(other, [str(source)]))
        assert (news := ear.hear()) and news.all
        keeping.restore(seeded, backup.path)
        assert (news := ear.hear()) and news.all and news.tags


def test_listening_changes_nothing(seeded: Path) -> None:
    """A reader that listens leaves the file byte for byte, and nothing beside it."""
    before, names = seeded.read_bytes(), sorted(seeded.parent.iterdir())
    with Library.open(seeded, "ann") as lib:
        ear = Ear(lib)
        assert [ear.hear() for _ in range(100)] == [None] * 100
    assert seeded.read_bytes() == before
    assert sorted(seeded.parent.iterdir()) == names


def test_a_file_that_is_lost_is_heard_of_before_the_next_deed(seeded: Path) -> None:
    """Whoever only reads learns, too, that the file is gone, and where all that it held is kept."""
    with Library.open(seeded, "ann") as lib:
        ear = Ear(lib)
        seeded.unlink()
        with pytest.raises(StoreError, match=r"deleted or moved.*\.lost\.db"):
            ear.hear()
        assert history.events(lib)
