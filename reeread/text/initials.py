"""One sign for each of several people, where there is no room for their names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from string import ascii_uppercase, digits

from reeread.text.graphemes import width

OTHERWISE = "*"
"""The sign of all who come when every letter and digit is somebody's."""

_WORD = re.compile(r"[^\W_]+")


def initials(names: Iterable[str]) -> dict[str, str]:
    """Return a sign one cell wide for each name, no two alike while letters last.

    Whoever comes first chooses first, so that a sign stays the same person's while more people come: the letters that
    words of the name begin with, then its others, then digits, then any letter.
    """
    found: dict[str, str] = {}
    for name in names:
        taken = {_bare(sign) for sign in found.values()}
        found[name] = next((sign for sign in _wished(name) if _bare(sign) not in taken), OTHERWISE)
    return found


def _wished(name: str) -> Iterator[str]:
    """Yield the signs that somebody of this name may have, the best first."""
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    letters = [word[0] for word in words] + [letter for word in words for letter in word[1:]]
    yield from (letter.upper() for letter in letters if _fits(letter.upper()))
    yield from digits[1:]
    yield from ascii_uppercase


def _fits(sign: str) -> bool:
    """Return whether a sign takes one cell, and leaves the direction of what follows as it is."""
    return len(sign) == 1 and unicodedata.bidirectional(sign) in ("L", "EN") and width(sign) == 1


def _bare(sign: str) -> str:
    """Return a sign without its accents: nobody is to tell É from E."""
    return unicodedata.normalize("NFKD", sign)[0]
