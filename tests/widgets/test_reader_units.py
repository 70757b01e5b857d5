"""The sentences that the cursor steps by, in blocks that are cut into pieces, too."""

from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.model.body import Block, BlockKind
from reeread.model.span import Span
from reeread.text.flow import PIECE, Flow
from reeread.text.sentences import sentences
from reeread.widgets.reader.units import Units

SENTENCES = st.sampled_from(
    [
        "Mr. Smith and the U.S. Dept. of State said 3.5 percent. ",
        "Prices rose! ",
        "“It may rain,” he said. ",
        "日本は輸出を制限した。",
        "A very long sentence " + "with many words " * 60 + "ends here. ",
        "क्या हुआ? ",
    ]
)


def walked(units: Units) -> list[Span]:
    """Return all units by stepping from the first to the last."""
    found, unit = [], units.first
    while unit is not None:
        found.append(unit)
        unit = units.after(unit)
    return found


@settings(deadline=None, max_examples=30)
@given(st.lists(SENTENCES, min_size=200, max_size=900))
def test_sentences_of_a_long_block_are_those_of_the_whole(parts: list[str]) -> None:
    """Wherever a block is cut into pieces, no sentence ends that does not end in the block."""
    body = "".join(parts).strip()
    block = Block(BlockKind.PARAGRAPH, 0, len(body))
    units = Units(Flow(body, (block,)))
    expected = sentences(body, block)
    assert walked(units) == expected
    for unit in expected[:: len(expected) // 20 + 1]:
        assert units.at(unit.start) == units.at(unit.end - 1) == unit
        assert units.before(unit) == (expected[expected.index(unit) - 1] if unit.start else None)


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.sampled_from(["ที่นี่ไม่มีจุด ", "word ", "x" * 3000, "An end. ", "क्षि"]), min_size=50, max_size=400
    ),
    st.integers(1, 60),
)
def test_text_without_stops_is_stepped_through(parts: list[str], times: int) -> None:
    """Units follow each other without overlap, leave out only white space, and none is much longer than a piece."""
    body = ("".join(parts) * times)[:400_000].strip()
    units = walked(Units(Flow(body, (Block(BlockKind.PARAGRAPH, 0, len(body)),))))
    at = 0
    for unit in units:
        assert unit.start >= at
        assert not body[at : unit.start].strip()
        assert 0 < len(unit) <= 2 * PIECE
        at = unit.end
    assert at == len(body)
