"""What a tag of the codebook may be called, how it may be pressed and painted."""

import re
import string
import unicodedata
from collections.abc import Iterable, Sequence

from reeread.model.errors import UsageError
from reeread.model.tag import Tag

RESERVED_KEYS = frozenset("jkJKhlvgGbnN][}{)(axmuo|/\\!@#eH?ytTwSDq +-;RB'Z<>=%:*ACMY&W")
"""Keys that the reader uses, which a codebook may not take."""

PALETTE = ("#E69F00", "#56B4E9", "#CC79A7", "#009E73", "#0072B2", "#D55E00", "#F0E442", "#999999")
"""Colours that colour-blind eyes tell apart (Okabe and Ito 2008), in the order in which tags get them."""

_HEX = re.compile(r"#[0-9A-Fa-f]{6}")


def name_of(name: str, others: Iterable[Tag]) -> str:
    """Return how a tag's name is kept: NFC, no white space around its parts.

    Raises:
        UsageError: A part is empty, holds a comma or a control character, or another tag has the name.
    """
    name = "/".join(part.strip() for part in unicodedata.normalize("NFC", name).split("/"))
    if not name:
        raise UsageError("A tag needs a name.")
    if not all(name.split("/")):
        raise UsageError(f"The name {name!r} has an empty part.", next_step="Write it like risk/supply.")
    if "," in name or any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in name):
        raise UsageError(
            f"The name {name!r} holds a comma or a control character.", next_step="Leave it out."
        )
    if any(other.name.casefold() == name.casefold() for other in others):
        raise UsageError(
            f"There is a tag {name!r} already.", next_step="Choose another name, or edit that tag."
        )
    return name


def key_of(key: str, others: Sequence[Tag]) -> str:
    """Return the key if a tag can have it beside these others.

    Raises:
        UsageError: It is no visible character, or taken; the message says which are free.
    """
    if not key:
        return key
    free = f"These are free: {' '.join(free_among(others))}"
    if len(key) != 1 or not key.isprintable() or unicodedata.combining(key):
        raise UsageError("A key is one character that can be seen.", next_step=free)
    if key in RESERVED_KEYS:
        raise UsageError(f"The reader uses the key {key!r} itself.", next_step=free)
    for other in others:
        if other.key == key:
            raise UsageError(f"The tag {other.name!r} has the key {key!r}.", next_step=free)
    return key


def color_of(color: str) -> str:
    """Return a colour as it is kept.

    Raises:
        UsageError: It is not written as six hex digits after "#".
    """
    if not _HEX.fullmatch(color):
        raise UsageError(f"{color!r} is no colour.", next_step="Write six hex digits, like #E69F00.")
    return color.upper()


def meaning_of(meaning: str) -> str:
    """Return the meaning.

    Raises:
        UsageError: UTF-8 cannot hold it.
    """
    if any(unicodedata.category(character) == "Cs" for character in meaning):
        raise UsageError("The meaning holds half of a surrogate pair.", next_step="Leave it out.")
    return meaning


def next_color(others: Iterable[Tag]) -> str:
    """Return the first colour of the palette that no tag has, else its last."""
    used = {other.color for other in others}
    return next((color for color in PALETTE if color not in used), PALETTE[-1])


def free_among(present: Iterable[Tag]) -> str:
    """Return the letters and digits that neither the reader nor a tag uses."""
    taken = RESERVED_KEYS | {tag.key for tag in present}
    return "".join(key for key in string.ascii_letters + string.digits if key not in taken)
