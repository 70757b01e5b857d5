"""Finding briefings by id and by their words."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reeread.library import Library, reading
from reeread.library.adding import add
from reeread.library.removing import remove
from reeread.library.searching import search
from reeread.model.errors import Ambiguous, NotFound
from reeread.store.search import place

IDS = (
    "01900000-aaaa-7000-8000-00000000beef",
    "01900000-aaaa-7001-8000-0000000abeef",
    "01900001-aaaa-7001-8000-0190000012ab",
)


@pytest.fixture
def three(lib: Library, write: Callable[..., str]) -> Iterator[Library]:
    """Return a library of three briefings with known ids."""
    made = iter([IDS[0], "t1", IDS[1], "t2", IDS[2], "t3", *(f"t{number}" for number in range(4, 99))])
    with Library.open(lib.path, "ann", ids=lambda: next(made)) as library:
        for number in range(3):
            list(add(library, [write(f"Text {number}.", f"{number}.txt")]))
        yield library


def test_ids_may_be_shortened_while_they_are_unique(three: Library) -> None:
    """A whole id, a unique ending and a unique beginning find the briefing, in any case."""
    assert reading.find(three, IDS[0]).id == IDS[0]
    assert reading.find(three, "abeef").id == IDS[1]
    assert reading.find(three, "01900001").id == IDS[2]
    assert reading.find(three, "12AB").id == IDS[2]


def test_short_forms_that_fit_several_are_told(three: Library) -> None:
    """The message names the ids that are meant; what fits none is told too, and so is nothing."""
    with pytest.raises(Ambiguous, match=f"{IDS[0]}, {IDS[1]}"):
        reading.find(three, "beef")
    with pytest.raises(Ambiguous):
        reading.find(three, "0190")
    for wrong in ("cafe", "", "%", "_"):
        with pytest.raises(NotFound, match="reeread list"):
            reading.find(three, wrong)


def test_lists_show_the_shortest_ending_that_is_unique(three: Library) -> None:
    """Each short form finds its briefing, has four characters at least, and no more than it must."""
    short = reading.short_ids(three, reading.ids(three))
    assert short == {IDS[0]: "0beef", IDS[1]: "abeef", IDS[2]: "12ab"}
    assert {reading.find(three, ending).id for ending in short.values()} == set(IDS)


def test_an_empty_library_has_nothing(lib: Library) -> None:
    """Lists, short ids and searches of a new library are empty."""
    assert (reading.briefings(lib), reading.short_ids(lib, ()), search(lib, "word")) == ((), {}, ())


TEXTS = {
    "english.txt": "Rare earths\n\nThe ministers signed the agreement on rare earths. Prices rose by 12%.",
    "accents.txt": "Café\n\nLe café de la Größe était fermé; São Paulo aussi.",
    "japanese.txt": "日本は希土類の輸出を管理する。「レアアース」の価格が上がった。",
    "title.txt": "Xylophone\n\nNothing else here.",
}


@pytest.fixture
def texts(lib: Library, write: Callable[..., str]) -> Library:
    """Return a library of four briefings."""
    assert all(outcome.briefing for outcome in add(lib, [write(text, name) for name, text in TEXTS.items()]))
    return lib


@pytest.mark.parametrize(
    ("query", "source", "match"),
    [
        ("rare earths", "english.txt", "Rare"),
        ('"signed the agreement"', "english.txt", "signed the agreement"),
        ("SIGNED", "english.txt", "signed"),
        ("12%", "english.txt", "12"),
        ("cafe grosse", None, None),
        ("cafe größe", "accents.txt", "Café"),
        ("sao", "accents.txt", "São"),
        ("輸出", "japanese.txt", "輸出"),
        ("希土", "japanese.txt", "希土"),
        ("アース 価格", "japanese.txt", "アース"),
        ("xylophone", "title.txt", "Xylophone"),
        ('"earths signed"', None, None),
        ("土希", None, None),
    ],
)
def test_words_are_found(texts: Library, query: str, source: str | None, match: str | None) -> None:
    """Words, phrases, two-character CJK words: in any case and without accents, with the place in the body."""
    found = search(texts, query)
    sources = {briefing.id: briefing for briefing in reading.briefings(texts)}
    assert [sources[one.briefing].source for one in found] == ([source] if source else [])
    for one in found:
        assert one.span.within(reading.article(texts, one.briefing).body) == match
        assert str(match) in one.snippet


def test_more_words_find_less(texts: Library) -> None:
    """Every word must be in a briefing; removed briefings are not found; a limit holds."""
    assert len(search(texts, "the")) == 1 and not search(texts, "the café")
    assert len(search(texts, "here OR the")) == 2
    (found,) = search(texts, "ministers")
    remove(texts, found.briefing)
    assert search(texts, "ministers") == ()
    assert search(texts, "nothing", limit=0) == ()


@pytest.mark.parametrize(
    ("query", "match"),
    [
        ("gro", "Größe"),
        ("cafe gro", "Café"),
        ('"la gro', "la Größe"),
        ('"la gro"', None),
        ("gro ", None),
        ("gr", None),
        ("röße", None),
        ("輸", "輸"),
    ],
)
def test_a_word_is_found_while_it_is_typed(texts: Library, query: str, match: str | None) -> None:
    """The last word may be a beginning of three letters or more, unless a space or a quotation mark ended it."""
    found = search(texts, query, begun=True)
    assert [one.span.within(reading.article(texts, one.briefing).body) for one in found] == (
        [match] if match else []
    )
    assert search(texts, "gro") == ()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text() | st.text("\"*^():-+ANDORNOTEAR{} \0\\%_'日", max_size=12))
def test_no_query_is_a_syntax_error(texts: Library, query: str) -> None:
    """Whatever is typed finds something or nothing."""
    assert isinstance(search(texts, query), tuple)
    assert isinstance(search(texts, query, begun=True), tuple)


@given(st.text(max_size=40), st.text(min_size=1, max_size=6), st.text(max_size=40))
def test_places_lie_in_the_body(before: str, word: str, after: str) -> None:
    """The place of a word is a stretch of the body, whatever folding does to its length."""
    body = before + word + after
    start, end = place(body, [word])
    assert 0 <= start <= end <= len(body)


def test_places_are_found_far_into_a_long_body() -> None:
    """A phrase is found where it stands, over a border between the slices that are searched, too."""
    for offset in (0, 65_530, 65_536, 200_000):
        body = "é " * (offset // 2) + "Größe zählt" + " é" * 1000
        assert place(body, ["große zahlt"]) == (offset, offset + 11)
