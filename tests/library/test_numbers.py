"""Figures at a glance."""

from reeread.library import Library, tagging
from reeread.library.codebook import edit_tag
from reeread.library.numbers import numbers
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing, TagCount
from reeread.model.span import Span
from tests.library.conftest import BODY


def mark(lib: Library, briefing: Briefing, quote: str, *tags: str, note: str | None = None) -> str:
    """Tag a quote and return the annotation's id."""
    start = BODY.index(quote)
    return tagging.tag(lib, Passage(briefing.id, Span(start, start + len(quote))), tags, note).id


def test_an_unmarked_library_has_its_briefings_and_bands(lib: Library, levy: Briefing) -> None:
    """Everything is there with nothing in it."""
    found = numbers(lib)
    assert [(one.briefing, one.annotations, one.tags, one.bands) for one in found.briefings] == [
        (levy.id, 0, (), ())
    ]
    assert (found.annotations, found.authors) == (0, ())
    assert [count.number for count in found.tags] == [0] * 4
    assert [(band.name, band.low, band.high) for band in found.bands] == [
        ("almost no chance", 1, 5), ("very unlikely", 5, 20), ("unlikely", 20, 45),
        ("roughly even chance", 45, 55), ("likely", 55, 80), ("very likely", 80, 95),
        ("almost certain", 95, 99), ("not said", 0, 0),
    ]  # fmt: skip
    assert not any(band.number for band in found.bands)


def test_marks_are_counted_by_tag_author_and_likelihood(lib: Library, levy: Briefing) -> None:
    """Each passage of speculation lies in the band that it or its sentence names, and can be found there."""
    mark(lib, levy, "Ports agree", "confirmed")
    mark(lib, levy, "Monday", "confirmed", note="Which?")
    silent = mark(lib, levy, "It may raise prices by 12%.", "speculation", "risk")
    with Library.open(lib.path, "bob") as other:
        mark(other, levy, "Monday", "speculation")
        found = numbers(other)
        assert [(one.author, one.annotations, one.notes) for one in found.authors] == [
            ("ann", 3, 1),
            ("bob", 1, 0),
        ]
        (one,) = found.briefings
        assert one.tags == (TagCount("risk", 1), TagCount("speculation", 2), TagCount("confirmed", 2))
        assert (one.speculation, one.confirmed, one.notes) == (2, 2, 1)
        assert (found.speculation, found.confirmed, found.annotations) == (2, 2, 4)
        assert silent in found.bands[-1].annotations and found.bands[-1].number == 2
        assert numbers(other, authors=["ann"]).annotations == 3
        assert numbers(other, briefings=[levy.id]).annotations == 4
        assert numbers(other, stack="none").briefings == ()


def test_the_sentence_says_what_its_passage_does_not(lib: Library, write: object) -> None:
    """A word of likelihood outside the passage counts, when it stands in the same sentence."""
    from reeread.library.adding import add

    text = "Levy\n\nThe levy is very likely to double. It is unlikely to fall. The bank said so.\n"
    (outcome,) = add(lib, [write(text)])  # type: ignore[operator]
    assert outcome.briefing
    ids = []
    for quote in ("to double", "is unlikely to fall", "The bank said"):
        start = text.index(quote)
        passage = Passage(outcome.briefing.id, Span(start, start + len(quote)))
        ids.append(tagging.tag(lib, passage, ["speculation"]).id)
    edit_tag(lib, "speculation", new_name="guess")
    found = numbers(lib)
    assert {band.name: band.annotations for band in found.briefings[0].bands} == {
        "unlikely": (ids[1],),
        "very likely": (ids[0],),
        "not said": (ids[2],),
    }
    assert found.speculation == 3
