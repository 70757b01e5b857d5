"""Words, numbers and signs of a sentence, as the figures of claims need them: numbers apart from their units."""

import re
from dataclasses import dataclass

DASHES = frozenset("-–—‐‑−")
_TOKEN = re.compile(
    r"(?P<currency>US\$|HK\$|NZ\$|A\$|C\$|S\$|R\$|[$€£¥₩₹₽₺₪₫₴฿])"
    r"|(?P<number>\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?: \d{3})+(?![\d,]|\.\d)"
    r"|\d+(?:\.\d+)?)"
    r"|(?P<word>(?:k|c|m)?m[²³23]\b|[kK]m/h|m/s|°\s?[CF]\b|[^\W\d_]+(?:[’'][^\W\d_]+)*)"
    r"|(?P<sign>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, currency sign or other sign; offsets count code points of the sentence."""

    text: str
    low: str
    start: int
    end: int
    kind: str
    """"word", "number", "currency" or "sign"."""


def tokens(text: str) -> list[Token]:
    """Return the tokens of a sentence in order."""
    return [
        Token(match.group(), match.group().lower(), match.start(), match.end(), match.lastgroup or "sign")
        for match in _TOKEN.finditer(text)
    ]
