"""One sign for each of several people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.text.graphemes import width
from reeread.text.initials import OTHERWISE, initials


@pytest.mark.parametrize(
    ("names", "signs"),
    [
        pytest.param(("ana", "ben"), "AB", id="first letters"),
        pytest.param(("ben", "bob", "bo"), "BO1", id="then the other letters, then digits"),
        pytest.param(("ben", "Bea Smith"), "BS", id="words before letters"),
        pytest.param(("élodie", "erik"), "ÉR", id="an accent is no difference"),
        pytest.param(("田中", "אבי", "\x1b\x07"), "123", id="wide, leftward and dangerous ones have digits"),
        pytest.param(("", "_", "ß"), "123", id="no letter at all"),
        pytest.param(("gold", "gold/ports"), "GP", id="gold sets"),
    ],
)
def test_signs_are_letters_of_the_names(names: tuple[str, ...], signs: str) -> None:
    """Whoever comes first has the first letter of the name, who comes later another one."""
    assert "".join(initials(names).values()) == signs


def test_when_all_are_taken_those_who_come_share_one() -> None:
    """Thirty-five people have a sign each, and whoever comes after them the one that is nobody's."""
    signs = list(initials("田" * n for n in range(40)).values())
    assert len(set(signs[:35])) == 35
    assert OTHERWISE not in signs[:35] and set(signs[35:]) == {OTHERWISE}


@given(st.lists(st.text(max_size=12), unique=True, max_size=30))
def test_signs_are_one_cell_and_stay(names: list[str]) -> None:
    """Of any names no two share a sign, each takes one cell, and who comes later changes nobody's."""
    found = initials(names)
    assert len({*found.values()}) == len(names)
    assert all(sign.isprintable() and width(sign) == 1 for sign in found.values())
    half = names[: len(names) // 2]
    assert initials(half) == {name: found[name] for name in half}
