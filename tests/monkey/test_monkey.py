"""20,000 random keys and mouse events over hostile texts; more seeds with MONKEY_SEEDS=100-199."""

import asyncio
import os
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from monkey.hands import Monkey
from monkey.hostile import articles
from monkey.reached import Reached
from screens import few_words
from screens.reading_app import settled

import reeread.extract
from reeread.app import ReereadApp
from reeread.export import writing
from reeread.library import Library, codebook, history, reading, suggesting, tagging
from reeread.library.adding import add
from reeread.screens.reading.adding import Adding
from reeread.store.engine import connect

EVENTS = 2_000
_FIRST, _, _LAST = os.environ.get("MONKEY_SEEDS", "0-9").partition("-")
SEEDS = range(int(_FIRST), int(_LAST) + 1)
MOST = 5 * EVENTS
"""Events after which everything must have been reached."""
SIZES = ((130, 36), (80, 24), (120, 30), (100, 30))

pytestmark = [
    pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning"),
]


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


@pytest.fixture(autouse=True)
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
    monkeypatch.setattr(reeread.extract, "extract", few_words.extract)  # its rules have tests of their own
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 0.3)  # a monkey looks up seldom


@pytest.mark.parametrize("seed", SEEDS)
async def test_no_hands_break_anything(
    seed: int, hostile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is raised, all is reached, every annotation stands on its words, all can be taken back and redone."""
    unheard = noticed_tasks()
    library = Path(shutil.copy(hostile, tmp_path / "library.db"))
    with Library.open(library, "monkey") as lib:
        start = state(lib)
    rng, reached = random.Random(seed), Reached(monkeypatch)
    monkey = Monkey(rng, reached.look)
    (tmp_path / "none.db").write_text("This is no library.", "utf-8")
    done = await sit(tmp_path / "none.db", monkey, rng, 20)
    while done < EVENTS or (reached.missing and done < MOST):
        done += await sit(library, monkey, rng, EVENTS - done if done < EVENTS else EVENTS // 4)
    assert unheard == []
    assert reached.missing == set()

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


async def sit(library: Path, monkey: Monkey, rng: random.Random, most: int) -> int:
    """Let the monkey at the program until it quits, and return how much it did."""
    app = ReereadApp(library, "monkey", state=library.with_name("state.json"), tour=True)
    async with app.run_test(size=rng.choice(SIZES)) as pilot:
        return await monkey.play(pilot, most)


def noticed_tasks() -> list[dict[str, Any]]:
    """Return where it will stand what goes wrong in tasks that nobody waits for."""
    found: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: found.append(context))
    return found


def _fail(*_: object) -> None:
    raise RuntimeError("planted")


def _in_a_thread(app: ReereadApp) -> None:
    app.run_worker(_fail, thread=True)


def _in_a_timer(app: ReereadApp) -> None:
    app.screen.set_timer(0.001, _fail)


def _in_a_handler(app: ReereadApp) -> None:
    app.screen.call_later(_fail)


@pytest.mark.parametrize("plant", [_in_a_thread, _in_a_timer, _in_a_handler])
async def test_a_planted_failure_is_noticed(
    plant: Callable[[ReereadApp], None], hostile: Path, tmp_path: Path
) -> None:
    """What is raised in a worker, a timer or a message handler fails whoever plays."""
    app = ReereadApp(
        Path(shutil.copy(hostile, tmp_path / "library.db")), "monkey", state=tmp_path / "state.json"
    )
    with pytest.raises(Exception, match="planted"):
        async with app.run_test() as pilot:
            await settled(pilot)
            plant(app)
            await settled(pilot)


async def test_a_planted_failure_of_a_task_is_noticed() -> None:
    """What is raised in a task that nobody waits for is noticed."""
    unheard = noticed_tasks()
    asyncio.get_running_loop().call_soon(_fail)
    await asyncio.sleep(0)
    assert [str(one["exception"]) for one in unheard] == ["planted"]
