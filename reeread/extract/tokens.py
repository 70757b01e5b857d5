"""Words of a sentence as parallel lists, the form that all rules read."""

import re
from dataclasses import dataclass

_URL = re.compile(r"(?:https?://|www\.)\S+|\b[\w.+-]+@[\w-]+\.[\w.]+")
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S.
    r"|[A-Za-z]+?(?=n['’]t\b)|n['’]t\b"  # wo|n't
    r"|\d+(?:[.,]\d+)*"
    r"|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W\d_]\w*(?:[-‐‑]\w+)*"
    r"|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text: lower-cased words and their places, in code points of the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def masked(text: str) -> str:
    """Return the text with addresses blanked out, length unchanged, so that no rule reads them."""
    if "://" not in text and "www." not in text and "@" not in text:
        return text
    return _URL.sub(lambda match: " " * len(match.group()), text)


def tokens(text: str) -> Tokens:
    """Return the tokens of a text from which addresses are masked; apostrophes are made straight."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        words.append(text[start:end].lower().replace("’", "'").replace("‐", "-").replace("‑", "-"))
        starts.append(start)
        ends.append(end)
    return Tokens(words, starts, ends)
