"""How far people agree on a library."""

import pytest

from reeread.library import Library, agreeing, tagging
from reeread.library.reading import article
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import NotFound
from reeread.model.span import Span


def marked(lib: Library, briefing: str, quote: str, tag: str) -> None:
    """Tag a quote."""
    start = article(lib, briefing).body.index(quote)
    tagging.tag(lib, Passage(briefing, Span(start, start + len(quote))), [tag])


@pytest.fixture
def both(lib: Library, levy: Briefing) -> Library:
    """Return a library that Ann and Ben marked: alike in one sentence, apart in two."""
    marked(lib, levy.id, "The two ports signed an agreement on Monday.", "commitment")
    marked(lib, levy.id, "It may raise prices by 12%.", "speculation")
    with Library.open(lib.path, "ben") as other:
        marked(other, levy.id, "signed an agreement on Monday", "commitment")
        marked(other, levy.id, "It may raise prices by 12%.", "risk")
        marked(other, levy.id, "delays", "risk")
    return lib


def test_each_tag_has_its_coefficients(both: Library) -> None:
    """All five sentences count; where they agree on the sentence and not on its borders, the text tells."""
    found = {one.what: one for one in agreeing.agree(both)}
    assert found.keys() == {"risk", "commitment", "speculation"}
    assert {one.units for one in found.values()} == {5}
    commitment = found["commitment"]
    assert (commitment.alpha.value, commitment.kappa, commitment.marked) == (1, 1, 1)
    assert commitment.spans is not None and commitment.spans < 1
    assert (found["risk"].alpha.value or 0) <= 0


def test_briefings_and_pairs(both: Library, levy: Briefing) -> None:
    """By briefing and by pair there is one line each, over all tags."""
    (briefing,) = agreeing.agree(both, "briefing")
    (pair,) = agreeing.agree(both, "pair")
    assert (briefing.what, pair.what) == (levy.title, "ann and ben")
    assert briefing.units == pair.units == 15
    assert briefing.alpha.value == pair.alpha.value


def test_what_divides_them_most_comes_first(both: Library) -> None:
    """Sentences on which they differ are told with what each said; the one with two tags apart is the first."""
    first, second = agreeing.divided(both)
    assert first.text == "It may raise prices by 12%." and first.apart == 2
    assert first.tags == {"ann": ("speculation",), "ben": ("risk",)}
    assert second.tags == {"ann": (), "ben": ("risk",)}


def test_only_the_tags_that_are_asked_for(both: Library) -> None:
    """What divides people is told of these tags only; one that the codebook lacks is said, not taken for nothing."""
    assert {
        tag for one in agreeing.divided(both, tags=["risk"]) for said in one.tags.values() for tag in said
    } == {"risk"}
    for ask in (agreeing.agree, agreeing.divided):
        with pytest.raises(NotFound, match="nonsense"):
            ask(both, tags=["nonsense"])


def test_alone_there_is_nothing_to_agree_on(lib: Library, levy: Briefing) -> None:
    """With one person's marks it is said what to do."""
    marked(lib, levy.id, "delays", "risk")
    with pytest.raises(NotFound, match="two people"):
        agreeing.agree(lib)
