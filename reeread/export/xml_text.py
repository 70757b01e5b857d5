"""Text inside XML 1.0, which cannot hold most control characters."""

import re
from functools import cache
from html import escape  # xml.sax.saxutils would load all of http and email

from reeread.text.display import MARKS

_IN_VALUES = ('"', "&quot;"), ("\n", "&#10;"), ("\r", "&#13;"), ("\t", "&#9;")
_LAST_MARK = "�"


def content(text: str) -> str:
    """Return text as the content of an element."""
    return escape(storable(text), quote=False)


def value(text: str) -> str:
    """Return text as the value of an attribute, with its quotation marks; newlines and tabs stay what they are."""
    told = content(text)
    for character, escaped in _IN_VALUES:
        told = told.replace(character, escaped)
    return f'"{told}"'


def storable(text: str) -> str:
    """Return text with each code point that XML forbids replaced by one visible one, so that offsets hold."""
    return text if text.isascii() and text.isprintable() else _forbidden().sub(_mark, text)


@cache
def _forbidden() -> re.Pattern[str]:
    return re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _mark(found: re.Match[str]) -> str:
    return MARKS.get(ord(found[0]), _LAST_MARK)
