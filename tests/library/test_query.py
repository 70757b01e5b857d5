"""The language of searches: words joined, beginnings, nearness, and what a briefing must be like."""

from collections.abc import Callable

import pytest

from reeread.library import Library, codebook, reading, stacking, tagging
from reeread.library.adding import add
from reeread.library.searching import search
from reeread.model.annotation import Passage

TEXTS = {
    "ore.txt": "Ore\n\nPublished 27 October 2025\n\nThe ore price rose. Smelters may close in May.",
    "tin.txt": "Tin\n\nThe tin price fell while smelters in the north of the country and in the south closed.",
    "zinc/zinc.txt": "Zinc and ore\n\nNothing about the metal's value. Mines closed.",
}


@pytest.fixture
def metals(lib: Library, write: Callable[..., str]) -> Library:
    """Return a library of three briefings: one tagged by two people, one of another day, one in a stack."""
    for name, text in TEXTS.items():
        assert all(one.briefing for one in add(lib, [write(text, name.replace("/", "-"))]))
    ore, _, zinc = (one.id for one in reading.briefings(lib))
    codebook.add_tag(lib, "risk/supply", "", "", "")
    where = tagging.occurrences(lib, ore, "Smelters may close")[0]
    tagging.tag(lib, Passage(ore, where), ["risk/supply", "speculation"])
    with Library.open(lib.path, "Bea 100%") as other:
        tagging.tag(
            other, Passage(ore, tagging.occurrences(other, ore, "The ore price rose.")[0]), ["confirmed"]
        )
    stacking.gather(lib, [zinc], "Metals")
    return lib


def names(lib: Library, query: str, **how: bool) -> list[str]:
    """Return the first words of the titles of what a query finds, in alphabetical order."""
    return sorted(one.title.split()[0] for one in search(lib, query, **how))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("price OR metal", ["Ore", "Tin", "Zinc"]),
        ("price AND smelters", ["Ore", "Tin"]),
        ("price -fell", ["Ore"]),
        ('price -"tin price"', ["Ore"]),
        ("closed NOT (tin OR ore)", []),
        ("(tin OR ore) mines", ["Zinc"]),
        ("NOT smelters", ["Zinc"]),
        ("smelt*", ["Ore", "Tin"]),
        ("smelt", []),
        ('"smelters may clo"*', ["Ore"]),
        ("price NEAR smelters", ["Ore", "Tin"]),
        ("price NEAR/1 smelters", ["Ore"]),
        ("NEAR(tin closed, 3)", []),
        ("NEAR(tin closed, 30)", ["Tin"]),
        ("in:title ore", ["Ore", "Zinc"]),
        ("in:title ore -zinc", ["Ore"]),
        ("tag:speculation", ["Ore"]),
        ("tag:RISK", ["Ore"]),
        ('tag:"risk/supply" price', ["Ore"]),
        ("tag:risk tin", []),
        ("-tag:risk closed", ["Tin", "Zinc"]),
        ("author:bea", ["Ore"]),
        ('author:"100%"', ["Ore"]),
        ("author:1%0", []),
        ("source:zinc", ["Zinc"]),
        ("source:_", []),
        ("stack:metals", ["Zinc"]),
        ("before:2025-11 price", ["Ore"]),
        ("after:2026 price", ["Tin"]),
        ("after:2025-10-27 before:2025-10-28", ["Ore"]),
        ("before:yesterday", []),
        ("tag:", []),
        ("or", []),
        ("OR", []),
        (") ore (", ["Ore", "Zinc"]),
        ("price OR", ["Ore", "Tin"]),
        ("(" * 500 + "tin", []),
        ("tin " * 500, ["Tin"]),
        ("", []),
        ("sort:newest", []),
    ],
)
def test_a_query_finds(metals: Library, query: str, found: list[str]) -> None:
    """Each way of asking finds what it asks for, and nothing is a syntax error."""
    assert names(metals, query) == found


def test_the_newest_come_first_when_asked(metals: Library) -> None:
    """Without, the best come first: those in which the word is rarer stand behind."""
    newest = [one.title.split()[0] for one in search(metals, "sort:newest ore OR tin")]
    assert newest == ["Zinc", "Tin", "Ore"]
    assert [one.title.split()[0] for one in search(metals, "sort:newest tag:risk OR ore", limit=1)] == ["Ore"]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("tag:speculation", "Smelters may close"),
        ("tag:confirmed author:bea", "The ore price rose."),
        ("tag:speculation price", "price"),
        ("smelt* tag:risk", "Smelters"),
        ("stack:Metals", ""),
    ],
)
def test_what_is_found_is_shown(metals: Library, query: str, place: str) -> None:
    """The words that were asked for, else the passage with the tag, else the beginning of the text."""
    (found,) = search(metals, query)
    assert found.span.within(reading.article(metals, found.briefing).body) == place
    assert place in found.snippet


def test_a_search_that_is_no_longer_wanted_ends(metals: Library) -> None:
    """Nothing comes back, and the library answers the next one."""
    assert search(metals, "price OR metal", stop=lambda: True) == ()
    assert names(metals, "price") == ["Ore", "Tin"]


def test_what_is_being_typed_is_the_beginning_of_a_word(metals: Library) -> None:
    """Only the last word, and not the value of a field."""
    assert names(metals, "price smel", begun=True) == ["Ore", "Tin"]
    assert names(metals, "smel price", begun=True) == []
    assert names(metals, "pric tag:risk", begun=True) == []
