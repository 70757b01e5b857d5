"""A text as it is compared: other quotes, dashes, white space and forms of letters make no difference."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache

_SAME = {
    **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\xad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f", ""),
}
_PARAGRAPH = "\n"
_MANY = 40
"""Different characters from which it is quicker to look each character up."""


class Folded:
    """A folded text, and where each of its characters stands in the text as it is."""

    __slots__ = ("_in", "_lengths", "_out", "text")

    def __init__(self, body: str) -> None:
        changed = [one for one in sorted(set(body)) if _folded(one) != one]
        odd = "".join(one for one in changed if len(_folded(one)) != 1)
        find = re.compile(rf"\s{{2,}}|[{re.escape(odd)}]" if odd else r"\s{2,}")
        same = _replaced(body, [one for one in changed if len(_folded(one)) == 1])
        self._in, self._out, self._lengths = [0], [0], [-1]  # a stretch of length -1 is as long as it was
        parts: list[str] = []
        at = length = 0
        for found in find.finditer(body):
            start, end = found.span()
            run = found.group()
            new = (_PARAGRAPH if run.count("\n") > 1 else " ") if run[0].isspace() else _folded(run)
            parts += (same[at:start], new)
            length += start - at
            at = end
            self._in += (length, length + len(new))
            self._out += (start, end)
            self._lengths += (end - start, -1)
            length += len(new)
        self.text = "".join([*parts, same[at:]])

    def inside(self, offset: int) -> int:
        """Return the offset in the folded text for one of the body."""
        place = bisect_right(self._out, offset) - 1
        if self._lengths[place] < 0:
            return self._in[place] + offset - self._out[place]
        return self._in[place] + (self._in[place + 1] - self._in[place] if offset > self._out[place] else 0)

    def start(self, offset: int) -> int:
        """Return where in the body the character begins that one of the folded text is of."""
        place = bisect_right(self._in, offset) - 1
        if self._lengths[place] < 0:
            return self._out[place] + offset - self._in[place]
        return self._out[place]

    def end(self, offset: int) -> int:
        """Return where in the body the character ends that the one before this offset of the folded text is of."""
        if offset <= 0:
            return 0
        place = bisect_right(self._in, offset - 1) - 1
        if self._lengths[place] < 0:
            return self._out[place] + offset - self._in[place]
        return self._out[place] + self._lengths[place]


def _replaced(text: str, characters: Sequence[str]) -> str:
    """Return a text of the same length in which these characters have their plain form."""
    if len(characters) > _MANY:
        return text.translate({ord(one): _folded(one) for one in characters})
    for one in characters:  # a translation takes ten times as long as replacing one character
        text = text.replace(one, _folded(one))
    return text


@cache
def _folded(character: str) -> str:
    """Return what a character becomes: without its accents, in its plain form."""
    if character in _SAME:
        return _SAME[character]
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character)
    if len(plain) > 1 and "\uac00" <= character <= "\ud7a3":
        return character
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return "".join(_SAME.get(one, " " if one.isspace() else one) for one in bare)
