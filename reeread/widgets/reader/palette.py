"""Styles for what is drawn: component classes of the style sheet, colours of the codebook, laid over each other."""

from dataclasses import dataclass
from functools import lru_cache

from rich.style import Style
from textual.color import Color
from textual.widget import Widget

UNKNOWN = "#808080"
"""The colour of a tag that the codebook does not hold, and of a note without tags."""

_NAMES = """
    text title heading quote byline furniture fold note likelihood suggested
    cursor bar bar-focus caret selection match match-current partner agree tension conflict chosen label
    cue strong emphasis code link
"""
COMPONENTS = {f"reader--{name}" for name in _NAMES.split()}
"""The component classes that the style sheet gives colours and attributes to."""

_TINT, _TINT_LIFTED = 0.22, 0.34  # how much of a tag's colour goes into the background
_ON_TOP = frozenset({"selection", "match", "match-current", "partner", "caret", "label", "chosen"})


@dataclass(frozen=True, slots=True)
class Look:
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
        if look.colors and not self._monochrome:
            tint = _mixed(look.colors)
            if background.ansi is None:
                background = background.blend(tint, _TINT_LIFTED if look.lifted else _TINT)
            else:  # the terminal's own colours cannot be mixed with
                color = tint
        if look.sign:
            color, attributes = self._legible(Color.parse(look.sign)), attributes + Style(bold=True)
        if look.over:
            background, color, attributes = self._laid_over(look.over, background, color, attributes)
        if (self._monochrome or background.ansi is not None) and look.lifted != (look.over in _ON_TOP):
            attributes += Style(reverse=True)
        shown = color if color.ansi is not None or background.ansi is not None else background + color
        return Style.from_color(shown.rich_color, background.rich_color) + attributes

    def _legible(self, sign: Color) -> Color:
        """Return the colour of a tag as ink: on a light background nearer to the colour of the text."""
        if self._background.ansi is not None or self._background.brightness < 0.5:
            return sign
        return sign.blend(self._color, 0.35)

    def _laid_over(
        self, name: str, background: Color, color: Color, attributes: Style
    ) -> tuple[Color, Color, Style]:
        """Return the colours and attributes with a component class laid over them."""
        styles = self._widget.get_component_styles(f"reader--{name}")
        if styles.has_rule("background") and background.ansi is None:
            background = background + styles.background
        if styles.has_rule("auto_color") and styles.auto_color and background.ansi is None:
            color = background.get_contrast_text(styles.color.a)
        elif styles.has_rule("color"):
            color = styles.color
        return background, color, attributes + styles.text_style


def _mixed(colors: tuple[str, ...]) -> Color:
    """Return the mean of colours."""
    mixed = Color.parse(colors[0])
    for count, color in enumerate(colors[1:], 2):
        mixed = mixed.blend(Color.parse(color), 1 / count)
    return mixed
