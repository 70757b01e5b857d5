"""An article cut where passages begin and end."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.export.marked import stretches
from reeread.model.body import Block, BlockKind, Mark, MarkKind
from reeread.model.briefing import Article
from reeread.model.span import Span
from tests.export.conftest import Maker

BODIES = st.text(alphabet="ab \n\u00a0é😀", min_size=1, max_size=40)


def article(body: str, blocks: list[Block], marks: tuple[Mark, ...] = ()) -> Article:
    """Return an article of a body with these blocks."""
    return Article(Maker().briefing(1, body, "Title", "wire.txt", 0), "1", body, blocks, marks, "sha")


@st.composite
def cut(draw: st.DrawFn) -> tuple[Article, list[Span]]:
    """Return an article with blocks anywhere and passages anywhere."""
    body = draw(BODIES)
    places = st.integers(0, len(body))
    bounds = sorted(draw(st.sets(places, max_size=8)))
    kinds = draw(st.lists(st.sampled_from(BlockKind), min_size=9, max_size=9))
    blocks = [
        Block(kind, *pair)
        for kind, pair in zip(kinds, zip(bounds[::2], bounds[1::2], strict=False), strict=False)
    ]
    spans = st.tuples(places, places).map(lambda pair: Span(*sorted(pair)))
    marks = tuple(Mark(MarkKind.STRONG, span.start, span.end) for span in draw(st.lists(spans, max_size=3)))
    return article(body, blocks, marks), draw(st.lists(spans, max_size=6))


@settings(deadline=None)
@given(cut())
def test_every_passage_is_marked_to_the_code_point(case: tuple[Article, list[Span]]) -> None:
    """The segments joined are the body, and those of a passage joined are the passage, however they overlap."""
    whole, spans = case
    at, said = 0, [""] * len(spans)
    for stretch in stretches(whole, spans):
        for segment in stretch.segments:
            assert whole.body[at : at + len(segment.text)] == segment.text
            for passage in segment.passages:
                said[passage] += segment.text
            assert {(mark.start, mark.end) for mark in segment.marks} == {
                (mark.start, mark.end) for mark in whole.marks if mark.start <= at < mark.end
            }
            at += len(segment.text)
    assert at == len(whole.body)
    assert said == [span.within(whole.body) for span in spans]


@settings(deadline=None)
@given(cut())
def test_a_passage_begins_once_where_it_can_be_seen(case: tuple[Article, list[Span]]) -> None:
    """Each begins at most once, never in space between blocks, and never before its place."""
    whole, spans = case
    begun: list[int] = []
    at = 0
    for stretch in stretches(whole, spans):
        for segment in stretch.segments:
            assert not segment.begun or stretch.block or segment.text.strip()
            assert all(spans[one].start <= at for one in segment.begun)
            begun += segment.begun
            at += len(segment.text)
    assert len(begun) == len(set(begun))


def test_overlapping_and_nested_passages() -> None:
    """The passage that began last stands last; one that crosses a block goes on in the next."""
    body = "One two three.\n\nFour five."
    blocks = [Block(BlockKind.PARAGRAPH, 0, 14), Block(BlockKind.PARAGRAPH, 16, 26)]
    spans = [Span(4, 20), Span(0, 14), Span(4, 7), Span(8, 14)]
    found = [
        (segment.text, segment.passages, segment.begun)
        for stretch in stretches(article(body, blocks), spans)
        for segment in stretch.segments
    ]
    assert found == [
        ("One ", (1,), (1,)),
        ("two", (1, 0, 2), (0, 2)),
        (" ", (1, 0), ()),
        ("three.", (1, 0, 3), (3,)),
        ("\n\n", (0,), ()),
        ("Four", (0,), ()),
        (" five.", (), ()),
    ]


def test_furniture_is_folded_unless_a_passage_needs_it() -> None:
    """A block of page furniture without a passage is folded, any other is not."""
    body = "Subscribe\nShare\nText"
    blocks = [
        Block(BlockKind.FURNITURE, 0, 9),
        Block(BlockKind.FURNITURE, 10, 15),
        Block(BlockKind.PARAGRAPH, 16, 20),
    ]
    folded = [one.folded for one in stretches(article(body, blocks), [Span(11, 13)]) if one.block]
    assert folded == [True, False, False]
