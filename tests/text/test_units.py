"""Offsets as other programs count them."""

from hypothesis import given
from hypothesis import strategies as st

from reeread.text.units import Unit, Units

TEXT = st.text(st.sampled_from("ab é\u0301ß観🇯👩\u200d𝒙\n"), max_size=40)


@given(TEXT)
def test_units_are_what_the_encodings_have(body: str) -> None:
    """Before each code point stand as many units as its encoding has of them, and the way back finds the code point."""
    utf16, utf8 = Units(body, Unit.UTF16), Units(body, Unit.UTF8)
    for offset in range(len(body) + 1):
        before = body[:offset]
        assert utf16.of(offset) == len(before.encode("utf-16-le")) // 2
        assert utf8.of(offset) == len(before.encode())
        assert utf16.back(utf16.of(offset)) == utf8.back(utf8.of(offset)) == offset


def test_an_offset_inside_a_code_point_is_its_beginning() -> None:
    """Half a surrogate pair and the middle of a character's bytes belong to the character; beyond the end is the end."""
    assert Units("a🇯b", Unit.UTF16).back(2) == 1
    assert Units("a観b", Unit.UTF8).back(3) == 1
    assert Units("a観b", Unit.UTF8).back(99) == 3
