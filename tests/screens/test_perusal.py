"""Long articles, of which the screen reads closely what the reader comes to."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from screens.reading_app import Opened, desk, press, settled

import reeread.extract
from reeread.library import Library, reading, suggesting
from reeread.library.adding import add
from reeread.model.briefing import Article
from reeread.model.extraction import Decision, Highlight
from reeread.screens.reading import perusal as perusing
from reeread.screens.reading.marks import with_decision, with_decisions
from reeread.screens.reading.perusal import Perusal

SENTENCE = "Prices of magnet {} may rise by 5% in May, the ministry said."
PART = 1 << 14
LENGTH = 1_250


@pytest.fixture(autouse=True, scope="module")
def short_parts() -> Iterator[None]:
    """Let parts be short, so that an article of five of them is quickly made and read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reeread.extract, "PART", PART)
        patch.setattr(perusing, "PART", PART)
        yield


@pytest.fixture(scope="module")
def long(short_parts: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a library of one article of five parts."""
    folder = tmp_path_factory.mktemp("long")
    text = folder / "long.txt"
    text.write_text("\n\n".join(SENTENCE.format(number) for number in range(LENGTH)), "utf-8")
    with Library.open(folder / "library.db", "ana", create=True) as lib:
        assert [one.status for one in add(lib, [str(text)])] == ["added"]
    return folder / "library.db"


@pytest.fixture
def few_rules() -> None:
    """Let the real rules read: a part must be what was stored of it."""


def test_parts_around_the_reader_come_first(long: Path) -> None:
    """First all sentences of the part at the place are known, then every key one, then those of its neighbours."""
    with Library.open(long, "ana") as lib:
        article = reading.article(lib, reading.briefings(lib)[0].id)
        assert len(article.body) // PART == 4
        whole, stored = suggesting.reading(lib, article), suggesting.highlights(lib, article.briefing.id)
        perusal = Perusal(lib, article)
        assert perusal.calls_for(0)
        first, keys, *_, last = perusal.steps(2 * PART + 500, lambda: False)
        assert all(2 * PART <= one.start < 3 * PART for one in first)
        assert set(stored) | set(first) == set(keys)
        assert set(keys) < set(last) < set(whole)
        assert {one.start // PART for one in last if not one.key} == {1, 2, 3}
        assert [one.start for one in last] == sorted({one.start for one in last})
        assert not perusal.calls_for(3 * PART + 500) and perusal.calls_for(0)


def test_a_stopped_perusal_can_be_taken_up_again(long: Path) -> None:
    """What was broken off is not taken for read."""
    with Library.open(long, "ana") as lib:
        article = reading.article(lib, reading.briefings(lib)[0].id)
        perusal = Perusal(lib, article)
        assert list(perusal.steps(0, lambda: True)) == []
        assert perusal.calls_for(4 * PART)
        first, *_ = perusal.steps(0, lambda: False)
        assert first and all(one.start < PART for one in first)


async def test_highlights_come_where_the_reader_goes(opened: Opened, long: Path) -> None:
    """At the end of a long article its sentences get their suggestions, and decisions on them are kept."""
    async with opened(path=long) as pilot:
        await press(pilot, "G")
        assert desk(pilot).reader.highlight is not None
        assert f"magnet {LENGTH - 1} " in desk(pilot).reader.highlight.text
        assert "speculation" in desk(pilot).words
        await press(pilot, "x")
        assert desk(pilot).reader.highlight.decision is Decision.DISMISSED
        await press(pilot, "home", "G", "u")
        assert desk(pilot).reader.highlight.decision is Decision.OPEN
        await settled(pilot)


def slowly(
    lib: Library, article: Article, number: int, stop: Callable[[], bool] | None = None
) -> tuple[Highlight, ...]:
    """Read a part until it is to stop: a text without end, to whoever waits for it."""
    assert stop is not None
    never = threading.Event()
    while not stop():
        never.wait(0.001)
    return ()


async def test_escape_stops_looking_for_highlights(opened: Opened, long: Path) -> None:
    """While a long article is read closely the screen says so and how to stop it; stopped, it goes on elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suggesting, "reading_part", slowly)
        async with opened(path=long, settle=False) as pilot:
            screen = desk(pilot)
            while not screen.reading_on:
                await pilot.pause()
            assert "…" in screen.key_count
            assert screen.key_for("back") in screen.message
            await pilot.press("escape")
            assert not screen.reading_on
            assert "…" not in screen.key_count
            assert "No more highlights" in screen.message
            await settled(pilot)
            assert not any(one for one in screen.highlights if not one.key)
            await pilot.press("j")
            assert not screen.reading_on
            patch.undo()
            await press(pilot, "G")
            assert screen.reader.highlight is not None


def test_decisions_are_laid_on_the_sentences_they_are_of(long: Path) -> None:
    """Decisions that are stored show, others are taken back, and no other sentence changes."""
    with Library.open(long, "ana") as lib:
        key = suggesting.highlights(lib, reading.briefings(lib)[0].id)
    old = (key[0]._replace(decision=Decision.ACCEPTED), *key[1:])
    stored = (key[2]._replace(decision=Decision.DISMISSED), key[1]._replace(start=key[1].start + 1))
    assert with_decisions(old, stored) == (*key[:2], stored[0], *key[3:])
    assert with_decision(key, key[3].span, Decision.ACCEPTED)[3].decision is Decision.ACCEPTED
    assert with_decision(key, key[3].span, Decision.OPEN) == key
