"""20,000 random keys and mouse events over hostile texts."""

import random
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from monkey.hostile import articles
from monkey.monkey import Monkey
from screens import few_words

import reeread.extract
from reeread.app import ReereadApp
from reeread.export import writing
from reeread.library import Library, codebook, history, reading, suggesting, tagging
from reeread.library.adding import add
from reeread.screens.reading.adding import Adding
from reeread.store.engine import connect

EVENTS, SEEDS = 2_000, range(10)
SIZES = ((130, 36), (80, 24), (120, 30), (100, 30))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of hostile texts that somebody else put together, with a tag and notes of theirs."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, text in articles(random.Random(0)).items():
        (folder / name).write_text(text, "utf-8")
    with Library.open(folder / "library.db", "somebody\x1b[1m else", create=True) as lib:
        outcomes = list(add(lib, [str(folder / name) for name in articles(random.Random(0))]))
        assert [one.error for one in outcomes] == [None] * len(outcomes)
    return folder / "library.db"


def state(lib: Library) -> Any:
    """Return all that a reader can see."""
    listed = reading.briefings(lib)
    return (
        listed,
        [suggesting.highlights(lib, one.id) for one in listed],
        tagging.annotations(lib),
        codebook.tags(lib),
    )


@pytest.fixture
def fenced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what is added and what is written within the test's folder, whatever path is typed."""
    added, written = Adding.add, writing.write

    def add_here(desk: Adding, sources: Sequence[str]) -> None:
        if all(Path(source).resolve().is_relative_to(tmp_path) for source in sources):
            added(desk, sources)

    def write_here(path: Path, chunks: Any) -> None:
        if path.resolve().is_relative_to(tmp_path):
            written(path, chunks)

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Adding, "add", add_here)
    monkeypatch.setattr(writing, "write", write_here)


@pytest.mark.parametrize("seed", SEEDS)
async def test_no_hands_break_anything(
    seed: int, hostile: Path, tmp_path: Path, fenced: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is raised, every annotation stands on its words, and all can be taken back and done again."""
    monkeypatch.setattr(reeread.extract, "extract", few_words.extract)  # its rules have tests of their own
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.3)  # a monkey looks up seldom
    library = Path(shutil.copy(hostile, tmp_path / "library.db"))
    with Library.open(library, "monkey") as lib:
        start = state(lib)
    rng, left = random.Random(seed), EVENTS
    while left:
        app = ReereadApp(library, "monkey", state=tmp_path / "state.json")
        async with app.run_test(size=rng.choice(SIZES)) as pilot:
            left -= await Monkey(pilot, rng).play(left)
    assert [row[0] for row in connect(str(library)).execute("PRAGMA integrity_check")] == ["ok"]
    with Library.open(library, "monkey") as lib:
        for mark in tagging.annotations(lib):
            assert mark.span.within(reading.article(lib, mark.briefing).body) == mark.anchor.exact
        while history.redo(lib):
            pass
        end = state(lib)
        while history.undo(lib):
            pass
        assert state(lib) == start
        while history.redo(lib):
            pass
        assert state(lib) == end
