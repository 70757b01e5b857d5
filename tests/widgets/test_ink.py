"""Colours of tags as ink, on any ground."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Static

from reeread.library.library import first_tags
from reeread.screens.themes import DARK, LIGHT
from reeread.widgets.ink import ink, legible, named

PARTS = st.integers(0, 255)


class Page(App[None]):
    """An app that shows a line of text."""

    def compose(self) -> ComposeResult:
        """Show the line."""
        yield Static("text")


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours by the formula of WCAG 2.1."""

    def luminance(color: Color) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@given(
    PARTS,
    PARTS,
    PARTS,
    st.sampled_from([(DARK.background, DARK.foreground), (LIGHT.background, LIGHT.foreground)]),
)
def test_any_colour_can_be_read(red: int, green: int, blue: int, theme: tuple[str, str]) -> None:
    """Whatever a reader gives a tag, its letter has the contrast of text; a colour that has it stays as it is."""
    ground, text = map(Color.parse, theme)
    color = Color(red, green, blue)
    shown = legible(color, ground, text)
    assert contrast(shown, ground) >= 4.5
    assert contrast(color, ground) < 4.5 or shown == color


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_on_the_terminals_own_ground_tags_have_its_own_colours(theme: str) -> None:
    """Each of the first tags has another of them, none is a number of ours; a grey is the text's."""
    app = Page()
    async with app.run_test() as pilot:
        app.theme = theme
        await pilot.pause()
        line = app.query_one(Static)
        shown = [ink(line, tag.color) for tag in first_tags()]
        assert len({one.removeprefix("ansi_").removeprefix("bright_") for one in shown}) == len(shown)
        assert all(Color.parse(one).ansi is not None for one in (*shown, ink(line, "#808080")))


def test_hues_have_names() -> None:
    """Bright ones on a dark ground are the bright ones of the terminal; greys have none."""
    assert named(Color.parse("#56B4E9"), dark=True) == "bright_cyan"
    assert named(Color.parse("#56B4E9"), dark=False) == "cyan"
    assert named(Color.parse("#D55E00"), dark=True) == "red"
    assert named(Color.parse("#777777"), dark=True) == ""
