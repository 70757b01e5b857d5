"""Emoji for terminals that draw them in another width."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.text.emoji import SAMPLES, kind, narrowed
from reeread.text.graphemes import graphemes, width

EVERY = frozenset(SAMPLES)
TEXTS = st.lists(
    st.sampled_from([*SAMPLES.values(), "a", "語", "e\u0301", "क्षि", "ที่", "✓", "👨‍👩‍👧‍👦", "🏳️‍🌈", "⚠️", " "])
).map("".join)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_of_their_kind(name: str) -> None:
    """Each kind has a sample that is two cells wide."""
    assert kind(SAMPLES[name]) == name
    assert width(SAMPLES[name]) == 2


@given(TEXTS, st.sets(st.sampled_from(sorted(EVERY))))
def test_what_stands_in_takes_the_same_cells(text: str, kinds: set[str]) -> None:
    """No row becomes wider or narrower, and nothing of the kinds is left."""
    shown = narrowed(text, kinds)
    assert width(shown) == width(text)
    assert not any(kind(each) in kinds for each in graphemes(shown) if each.strip())
    assert narrowed(shown, kinds) == shown


def test_stand_ins_say_what_they_can() -> None:
    """A flag is its letters, a keycap its digit; only where wide ones are wrong, too, is there but a mark."""
    text = "🇯🇵 1️⃣ ❤️ 👍🏽 👩‍💻 🧭"
    assert narrowed(text, EVERY) == "JP 1  ❤  ◇  ◇  ◇ "
    assert narrowed(text, EVERY - {"wide"}) == "JP 1  ❤  👍 👩 🧭"
    assert narrowed(text, ()) == text


@pytest.mark.parametrize("text", ["plain", "日本語", "e\u0301", "क्षि", "می‌خواهم", "©", "🇯"])
def test_other_scripts_stay(text: str) -> None:
    """Joiners of scripts, lone letters of flags and everything else are left alone."""
    assert narrowed(text, EVERY) == text
