"""What the last line says of one key."""

from typing import NamedTuple


class KeyHint(NamedTuple):
    """A key as it is shown, what it does, and the key to press for it."""

    shown: str
    does: str
    press: str
    color: str = ""
    """Colour of the tag that it sets, or empty."""
