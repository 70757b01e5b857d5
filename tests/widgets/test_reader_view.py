"""The rows of an article against rows laid out one block after another, and the sums that lead to them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.model.annotation import Anchor, Annotation
from reeread.model.body import Block, BlockKind
from reeread.model.span import Span
from reeread.text.flow import PIECE, Flow
from reeread.widgets.reader.heights import Heights
from reeread.widgets.reader.spans import Ordered, Spans
from reeread.widgets.reader.view import LineKind, Place, View

KINDS = st.sampled_from(list(BlockKind))
LENGTHS = st.one_of(st.integers(1, 300), st.integers(1, 40), st.integers(2 * PIECE, 3 * PIECE))
SHAPES = st.lists(st.tuples(KINDS, LENGTHS), min_size=1, max_size=6)
WIDTHS = st.integers(12, 90)


def view_of(shape: list[tuple[BlockKind, int]], width: int, *, unfolded: bool = True) -> View:
    """Return a view of blocks of the given kinds and lengths."""
    body, blocks = "", []
    for kind, length in shape:
        text = ("Some words of text, 語り e\u0301👨‍👩‍👧‍👦 und so weiter. " * (length // 40 + 1))[:length]
        blocks.append(Block(kind, len(body), len(body) + length))
        body += text + "\n\n"
    return View(Flow(body, tuple(blocks), unfolded=unfolded), width)


def noted(*ends: int) -> Spans[Annotation]:
    """Return notes on passages that end at the offsets."""
    return Spans(
        Annotation(str(end), "b", Anchor(max(0, end - 3), end, ""), (), "why", "me", "", "") for end in ends
    )


@settings(deadline=None, max_examples=60)
@given(SHAPES, WIDTHS, st.booleans(), st.lists(st.integers(1, 400), max_size=4))
def test_measured_heights_are_the_rows_that_show(
    shape: list[tuple[BlockKind, int]], width: int, unfolded: bool, notes: list[int]
) -> None:
    """When all is measured, the total is the number of rows, and each row has its number and its place."""
    view = view_of(shape, width, unfolded=unfolded)
    view.annotate(noted(*notes))
    for _ in view.refining():
        pass
    lines = view.lines(view.first, 1_000_000)
    assert len(lines) == view.total
    assert sum(line.kind is LineKind.NOTE for line in lines) == len(notes)
    step = view.total // 50 + 1
    place = view.first
    for row in range(0, view.total, step):
        assert (view.row(place), view.at(row)) == (row, place)
        assert view.lines(place, 1) == [lines[row]]
        place = view.move(place, step)
    assert place == view.last


@settings(deadline=None, max_examples=60)
@given(SHAPES, WIDTHS)
def test_rows_hold_all_text_of_all_blocks(shape: list[tuple[BlockKind, int]], width: int) -> None:
    """The spans of the rows follow each other through each block without gap."""
    view = view_of(shape, width)
    spans = [line.span for line in view.lines(view.first, 1_000_000) if line.kind is LineKind.TEXT]
    for block in view.flow.blocks:
        own = [span for span in spans if block.start <= span.start < block.end]
        assert [span.start for span in own] == [block.start, *(span.end for span in own[:-1])]
        assert own[-1].end == block.end


@settings(deadline=None, max_examples=60)
@given(SHAPES, WIDTHS, st.data())
def test_a_place_is_the_row_that_holds_the_offset(
    shape: list[tuple[BlockKind, int]], width: int, data: st.DataObject
) -> None:
    """Every offset of a block leads to the row whose span holds it, and that row's cell leads back to its grapheme."""
    view = view_of(shape, width)
    block = data.draw(st.sampled_from(view.flow.blocks))
    offset = data.draw(st.integers(block.start, block.end - 1))
    [line] = view.lines(view.place(offset), 1)
    assert line.span.holds(offset)
    back = line.offset(line.cell(offset))
    assert back <= offset or offset >= line.laid.piece.start + line.row.stop


@settings(deadline=None, max_examples=60)
@given(SHAPES, WIDTHS, st.lists(st.integers(-60, 60), max_size=8))
def test_moving_there_and_back_is_standing_still(
    shape: list[tuple[BlockKind, int]], width: int, moves: list[int]
) -> None:
    """Steps add up as long as the ends are not reached, whether anything was measured before or not."""
    fresh, known = view_of(shape, width), view_of(shape, width)
    for _ in known.refining():
        pass
    place, row = fresh.first, 0
    for move in moves:
        place = fresh.move(place, move)
        row = min(max(row + move, 0), known.total - 1)
        assert place == known.at(row)


def test_places_compare_in_reading_order() -> None:
    """Section before piece before row."""
    assert Place(0, 5, 9) < Place(0, 6, 0) < Place(1, 0, 0)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 9), min_size=1), st.data())
def test_sums_of_heights_are_kept(heights: list[int], data: st.DataObject) -> None:
    """After any change, sums and the section of a row are those that adding up gives."""
    kept = Heights(heights)
    for _ in range(3):
        at, height = data.draw(st.integers(0, len(heights) - 1)), data.draw(st.integers(0, 9))
        heights[at] = kept[at] = height
    assert [kept.before(at) for at in range(len(heights) + 1)] == [
        sum(heights[:at]) for at in range(len(heights) + 1)
    ]
    assert kept.total == sum(heights)
    owners = [(at, row) for at, height in enumerate(heights) for row in range(height)]
    assert [kept.at(row) for row in range(kept.total)] == owners


class Item(Span):
    """A span that is its own item."""

    @property
    def span(self) -> Span:
        """Return the stretch."""
        return Span(self.start, self.end)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(1, 20)), max_size=12),
    st.integers(0, 60),
    st.integers(1, 20),
)
def test_overlapping_spans_are_all_found(shapes: list[tuple[int, int]], start: int, length: int) -> None:
    """Overlaps, closings and neighbours are those that looking at every item gives."""
    items = [Item(at, at + size) for at, size in shapes]
    spans, asked = Spans(items), Span(start, start + length)
    assert sorted(spans.over(asked)) == sorted(item for item in items if item.overlaps(asked))
    closing = [item for item in items if start < item.end <= asked.end]
    assert sorted(spans.closing(start, asked.end)) == sorted(closing)
    assert spans.count_closing(start, asked.end) == len(closing)
    after, before = spans.after(start), spans.before(start)
    assert (after.start if after else None) == min(
        (item.start for item in items if item.start > start), default=None
    )
    assert (before.start if before else None) == max(
        (item.start for item in items if item.start < start), default=None
    )


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(1, 9), max_size=12), st.integers(0, 60), st.integers(1, 20))
def test_ordered_spans_are_found_without_an_index(lengths: list[int], start: int, length: int) -> None:
    """Sentences side by side are found like any spans, nearest first in both directions."""
    items, at = [], 0
    for size in lengths:
        items.append(Item(at, at + size))
        at += size + 1
    ordered, asked = Ordered(items), Span(start, start + length)
    assert ordered.over(asked) == [item for item in items if item.overlaps(asked)]
    assert list(ordered.after(start)) == [item for item in items if item.start > start]
    assert list(ordered.before(start)) == [item for item in reversed(items) if item.start < start]
