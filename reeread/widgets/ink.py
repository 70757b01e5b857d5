"""Colours of tags as ink: legible on the ground they are written on, or the terminal's own where that is asked for."""

from functools import lru_cache

from textual.color import Color
from textual.dom import DOMNode

from reeread.model.shade import Shade

_HUES = (
    (0.09, "red"),
    (0.2, "yellow"),
    (0.47, "green"),
    (0.6, "cyan"),
    (0.72, "blue"),
    (0.95, "magenta"),
    (2.0, "red"),
)
"""Up to which hue a colour goes by which name, so that the palette's usual ones stay apart."""
_GREY = 64
"""A colour whose parts differ by less has no hue that an eye would name."""
_BRIGHT = 0.55


def ink(place: DOMNode, color: str) -> str:
    """Return the colour of a tag as the name of a colour to write with where a widget or screen stands."""
    ground, text = place.background_colors[1], place.colors[1]
    if ground.ansi is None:
        return legible(Color.parse(color), ground, text).hex
    return f"ansi_{named(Color.parse(color), dark=place.app.current_theme.dark) or 'default'}"


def named(color: Color, *, dark: bool) -> str:
    """Return which of the terminal's own colours is nearest in hue, e.g. "bright_red"; "" for a grey."""
    if max(color.rgb) - min(color.rgb) < _GREY:
        return ""
    hue, _, lightness = color.hsl
    name = next(name for most, name in _HUES if hue < most)
    return f"bright_{name}" if dark and lightness > _BRIGHT else name


@lru_cache(maxsize=1024)
def legible(color: Color, ground: Color, text: Color) -> Color:
    """Return a colour as near to itself as can be read on a ground, and otherwise nearer to that of the text."""
    return Color(*Shade(*color.rgb).legible(Shade(*ground.rgb), Shade(*text.rgb)))
