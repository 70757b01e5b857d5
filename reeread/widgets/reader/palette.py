"""Styles for what is drawn: component classes of the style sheet, colours of the codebook, laid over each other."""

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color as RichColor
from rich.style import Style
from textual.color import Color
from textual.widget import Widget

from reeread.widgets.ink import legible, named

UNKNOWN = "#808080"
"""The colour of a tag that the codebook does not hold, and of a note without tags."""

_NAMES = """
    text title heading quote byline furniture fold note likelihood suggested
    cursor bar bar-focus caret selection match match-current partner agree tension conflict chosen label
    cue strong emphasis code link author
"""
COMPONENTS = {f"reader--{name}" for name in _NAMES.split()}
"""The component classes that the style sheet gives colours and attributes to."""

_TINT, _TINT_LIFTED = 0.22, 0.34  # how much of a tag's colour goes into the background
_FEW = frozenset({"standard", "windows"})
_FLAT = {
    "match": Style(reverse=True),
    "match-current": Style(reverse=True, bold=True, underline=True),
    "partner": Style(bold=True, underline=True),
    "caret": Style(reverse=False, underline=True, bold=True),
}
"""What lies on top where grounds are all alike; anything else is reversed."""


class Look(NamedTuple):
    """All that decides the style of one stretch of text; names are those of component classes."""

    kind: str
    classes: tuple[str, ...] = ()
    colors: tuple[str, ...] = ()
    """Of the tags whose tint lies under the text."""
    lifted: bool = False
    """Whether the cursor stands here."""
    over: str = ""
    """What lies on top of all: a match, the selection."""
    sign: str = ""
    """The colour of a sign in the gutter."""


class Palette:
    """The styles of one widget as it looks now; made anew when theme or style sheet change."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._background, self._color = widget.background_colors[1], widget.colors[1]
        self._monochrome = widget.app.no_color
        few = not widget.app.is_headless and widget.app.console.color_system in _FEW
        self._flat = self._monochrome or few or self._background.ansi is not None
        """Whether nothing can be told by the ground: without colours, with sixteen, and with the terminal's own."""
        self._dark = widget.app.current_theme.dark
        self.style = lru_cache(maxsize=2048)(self._style)
        self.plain = Style.from_color(self._color.rich_color, self._background.rich_color)
        """Of cells without text."""

    def component(self, name: str) -> Style:
        """Return the style of a component class on the background of the widget."""
        return self.style(Look(name))

    def _style(self, look: Look) -> Style:
        """Return the style of a stretch: the block's, the marks over it, tags as a tint, then what is on top."""
        background, color, attributes = self._background, self._color, Style()
        for name in (look.kind, *look.classes, *(("cursor",) if look.lifted else ())):
            background, color, attributes = self._laid_over(name, background, color, attributes)
        if look.colors:
            if self._monochrome:
                attributes += Style(italic=True)
            elif self._flat:
                color = _mixed(look.colors)
            else:
                background = background.blend(_mixed(look.colors), _TINT_LIFTED if look.lifted else _TINT)
        if look.lifted and self._flat:
            attributes += Style(bold=True)
        if look.sign:
            color, attributes = self._sign(Color.parse(look.sign)), attributes + Style(bold=True)
        if look.over:
            background, color, attributes = self._laid_over(look.over, background, color, attributes)
            if self._flat:
                attributes += _FLAT.get(look.over, Style(reverse=True))
        if self._flat:
            return Style.from_color(self._ink(color), background.rich_color) + attributes
        return Style.from_color((background + color).rich_color, background.rich_color) + attributes

    def _ink(self, color: Color) -> RichColor:
        """Return a colour as one of the terminal's own, if it has a hue."""
        if color.ansi is not None:
            return color.rich_color
        if name := named(color, dark=self._dark):
            return RichColor.parse(name)
        return RichColor.parse("default") if self._background.ansi is not None else color.rich_color

    def _sign(self, color: Color) -> Color:
        """Return the colour of a tag as ink on the ground of the widget."""
        return color if self._flat else legible(color, self._background, self._color)

    def _laid_over(
        self, name: str, background: Color, color: Color, attributes: Style
    ) -> tuple[Color, Color, Style]:
        """Return the colours and attributes with a component class laid over them."""
        styles = self._widget.get_component_styles(f"reader--{name}")
        if styles.has_rule("background") and not self._flat:
            background = background + styles.background
        if styles.has_rule("auto_color") and styles.auto_color:
            color = color if self._flat else background.get_contrast_text(styles.color.a)
        elif styles.has_rule("color"):
            color = styles.color
        return background, color, attributes + styles.text_style


def _mixed(colors: tuple[str, ...]) -> Color:
    """Return the mean of colours."""
    mixed = Color.parse(colors[0])
    for count, color in enumerate(colors[1:], 2):
        mixed = mixed.blend(Color.parse(color), 1 / count)
    return mixed
