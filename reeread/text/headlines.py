"""Whether a line of text reads like a heading."""

import re
import unicodedata

_LONGEST, _LONGEST_QUESTION = 100, 50
_WORDS, _QUESTION_WORDS, _LABEL_WORDS = 16, 8, 4
_STOPPED = re.compile(r"[.;,:…。；，、：][\"'”’»)\]」』）*_]*\Z")
_ACRONYM = re.compile(r"(?:\b[A-Z]\.){2,}\Z")
_INNER_STOP = re.compile(r"[^\W\d_]{2}[.!?]\s+[A-Z]|[。！？]\w")
_LETTER = re.compile(r"[^\W\d_]")


def is_headline(text: str) -> bool:
    """Return whether the text reads like a heading: short, one clause, no full stop."""
    if not begins_like_a_heading(text) or len(text) > _LONGEST:
        return False
    words = text.split()
    if text.endswith((":", "：")):
        return len(words) <= _LABEL_WORDS and all(w[0].isupper() or not w[0].isalpha() for w in words)
    if text.endswith(("?", "？")):
        return len(words) <= _QUESTION_WORDS and len(text) <= _LONGEST_QUESTION
    if text.endswith(("!", "！")) or is_stopped(text):
        return False
    return len(words) <= _WORDS and not _INNER_STOP.search(text)


def begins_like_a_heading(text: str) -> bool:
    """Return whether the text begins with a capital, a figure, a symbol or a quotation mark, and has a letter."""
    first = text[:1]
    fitting = first and (
        first in "\"'¿" or unicodedata.category(first) in ("Lu", "Lt", "Lo", "Nd", "So", "Pi")
    )
    return bool(fitting) and _LETTER.search(text) is not None


def is_stopped(text: str) -> bool:
    """Return whether the text ends with a stop, comma or colon; that of an acronym is none."""
    return _STOPPED.search(text[-12:]) is not None and not _ACRONYM.search(text[-12:])
