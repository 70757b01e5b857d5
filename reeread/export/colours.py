"""The colours of tags as rules of a style sheet, legible on both grounds of the report."""

import re
from collections.abc import Iterator, Sequence

from reeread.model.shade import Shade
from reeread.model.tag import Tag

_GROUND = re.compile(r"--ground: (#\w{6})")
_TEXT = re.compile(r"--text: (#\w{6})")
_TINT = 0.22
"""How much of a tag's colour is in the ground of its passages."""
_DARK = "@media screen and (prefers-color-scheme: dark) {\n"


def tag_rules(tags: Sequence[Tag], style: str) -> str:
    """Return a rule for each tag, `.t0`, `.t1` …, with its ink and its tint on light and on dark ground.

    Args:
        tags: The codebook.
        style: The style sheet, which names the colours of its grounds and texts, the light ones first.
    """
    light, dark = (
        (Shade.parse(ground), Shade.parse(text))
        for ground, text in zip(_GROUND.findall(style), _TEXT.findall(style), strict=True)
    )
    return "".join([*_rules(tags, *light), _DARK, *_rules(tags, *dark), "}\n"])


def _rules(tags: Sequence[Tag], ground: Shade, text: Shade) -> Iterator[str]:
    for number, tag in enumerate(tags):
        color = Shade.parse(tag.color)
        ink, tint = color.legible(ground, text), ground.mixed(color, _TINT)
        yield f".t{number} {{ --ink: {ink.hex}; --tint: {tint.hex}; }}\n"
