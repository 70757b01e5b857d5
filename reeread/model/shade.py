"""A colour as three numbers, and whether it can be read on another."""

from typing import NamedTuple

_LEGIBLE = 4.5
"""The contrast of text that WCAG 2.1 asks for at level AA."""
_STEPS = 20


class Shade(NamedTuple):
    """A colour: red, green and blue, each 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, hex: str) -> "Shade":
        """Return the colour that is written "#RRGGBB"."""
        return cls(*bytes.fromhex(hex[1:]))

    @property
    def hex(self) -> str:
        """Return it as it is written, "#RRGGBB"."""
        return f"#{self.red:02X}{self.green:02X}{self.blue:02X}"

    @property
    def luminance(self) -> float:
        """Return its relative luminance as WCAG 2.1 defines it, from 0 to 1."""
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (one / 255 for one in self)
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def mixed(self, other: "Shade", share: float) -> "Shade":
        """Return it mixed with another, of which there is a share from 0 to 1."""
        return Shade(*(int(mine + (its - mine) * share) for mine, its in zip(self, other, strict=True)))

    def contrast(self, other: "Shade") -> float:
        """Return the ratio of the two luminances as WCAG 2.1 defines it, from 1 to 21."""
        low, high = sorted((self.luminance, other.luminance))
        return (high + 0.05) / (low + 0.05)

    def legible(self, ground: "Shade", text: "Shade") -> "Shade":
        """Return a colour as near to this as can be read on a ground, and otherwise nearer to that of the text."""
        steps = (self.mixed(text, step / _STEPS) for step in range(_STEPS))
        return next((one for one in steps if one.contrast(ground) >= _LEGIBLE), text)
