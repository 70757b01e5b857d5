"""Looking changes nothing."""

from pathlib import Path

from reeread.library import Library, codebook, history, reading, suggesting, tagging, warm_up
from reeread.library.searching import search


def test_looking_leaves_the_file_byte_for_byte(seeded: Path) -> None:
    """Opening, listing, reading, searching and closing leave the file and its folder as they were."""
    before, names = seeded.read_bytes(), sorted(seeded.parent.iterdir())
    with Library.open(seeded, "reader") as lib:
        warm_up(lib)
        for briefing in reading.briefings(lib):
            article = reading.article(lib, briefing.id)
            assert article.body and reading.raw(lib, briefing.id)
            suggesting.highlights(lib, briefing.id)
            suggesting.reading(lib, article)
        assert search(lib, "rare earths")
        assert history.events(lib) and codebook.tags(lib)
        tagging.annotations(lib)
    assert seeded.read_bytes() == before
    assert sorted(seeded.parent.iterdir()) == names


def test_deeds_that_change_nothing_leave_the_file_too(seeded: Path) -> None:
    """An undo with nothing to undo and an untag of nothing write nothing, a new author's name included."""
    from reeread.model.annotation import Passage
    from reeread.model.span import Span

    before = seeded.read_bytes()
    with Library.open(seeded, "newcomer") as lib:
        briefing = reading.briefings(lib)[0]
        assert history.undo(lib) is None and history.redo(lib) is None
        assert tagging.untag(lib, Passage(briefing.id, Span(0, 5))) is None
        assert tagging.note(lib, Passage(briefing.id, Span(0, 5)), "") is None
    assert seeded.read_bytes() == before
