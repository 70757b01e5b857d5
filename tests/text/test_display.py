"""Safe display: nothing that steers a terminal gets through, and offsets hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.text.display import MARKS, line, safe

ANY = st.text(alphabet=st.one_of(st.characters(), st.sampled_from([chr(code) for code in MARKS])))


@given(ANY)
def test_safe_keeps_offsets_and_lets_no_control_through(text: str) -> None:
    """Each code point becomes one code point, and none is a control but newline and tab."""
    shown = safe(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") and c not in "\n\t"]
    assert all(new == old for new, old in zip(shown, text, strict=True) if ord(old) not in MARKS)


@given(ANY)
def test_line_is_one_line(text: str) -> None:
    """A line holds no newline, tab or control and keeps its length."""
    shown = line(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]


@pytest.mark.parametrize(
    ("hidden", "shown"),
    [
        ("\x00", "␀"), ("\x1b", "␛"), ("\x7f", "␡"), ("\x9b", "␛"), ("\x9d", "␛"), ("\x07", "␇"), ("\r", "␍"),
        ("\u202e", "↤"), ("\u2066", "↦"), ("\u200f", "↤"), ("\u061c", "↤"), ("\u2069", "↔"), ("\u2028", "␤"),
        ("\ufeff", "␣"), ("\u200b", "␣"), ("\u2060", "␣"), ("\u00ad", "‧"), ("\U000e0041", "\ufffd"), ("\udc9b", "\ufffd"),
    ],
)  # fmt: skip
def test_dangerous_code_point_has_its_mark(hidden: str, shown: str) -> None:
    """Each kind of dangerous code point shows as a mark of its own kind."""
    assert safe(f"a{hidden}b") == f"a{shown}b"


@pytest.mark.parametrize("text", ["👩‍👩‍👧", "❤️", "नमस्‍ते", "می‌خواهم", "葛󠄀", "one\ttwo\n", "café\u00a0“x”"])
def test_text_that_needs_its_joiners_is_left_alone(text: str) -> None:
    """Joiners and variation selectors of emoji and scripts stay, as do newline, tab and no-break space."""
    assert safe(text) == text


def test_nothing_dangerous_is_printable() -> None:
    """Python calls no dangerous code point printable, so that a text that is printable need not be searched for any."""
    assert not [code for code in MARKS if chr(code).isprintable()]
