"""Emoji for terminals that draw them in another width: stand-ins that take the same cells everywhere."""

import re
from collections.abc import Collection

from reeread.text.graphemes import cells, graphemes, width

SAMPLES: dict[str, str] = {
    "wide": "🧭",
    "presentation": "❤️",
    "skin": "👍🏽",
    "joined": "👩‍💻",
    "flag": "🇯🇵",
    "keycap": "1️⃣",
}
"""The kinds of emoji that terminals differ about, with one of each; each takes two cells."""

_JOINER, _PRESENTATION, _KEYCAP = "\u200d", "\ufe0f", "\u20e3"
_MARK = "◇"
_FLAG_LETTERS = {0x1F1E6 + at: chr(ord("A") + at) for at in range(26)}
_SKINS = re.compile("[\U0001f3fb-\U0001f3ff]")
_WIDE = (
    # Emoji_Presentation of the basic plane (emoji-data.txt, Unicode 16), then the emoji planes.
    "⌚⌛⏩-⏬⏰⏳◽◾☔☕♈-♓♿⚓⚡⚪⚫⚽⚾⛄⛅⛎⛔⛪⛲⛳⛵⛺⛽✅✊✋✨❌❎❓-❕❗➕-➗➰➿⬛⬜⭐⭕\U0001f000-\U0001faff"
)
_ANY = re.compile(f"[{_WIDE}{_JOINER}{_PRESENTATION}{_KEYCAP}]")
_EMOJI = re.compile(f"[{_WIDE}]")


def kind(grapheme: str) -> str:
    """Return which kind of emoji a grapheme is, or nothing for one that is none."""
    if _KEYCAP in grapheme:
        return "keycap"
    if ord(grapheme[0]) in _FLAG_LETTERS:
        return "flag" if len(grapheme) > 1 else ""
    if _JOINER in grapheme:
        return "joined" if _EMOJI.search(grapheme) or _PRESENTATION in grapheme else ""
    if _SKINS.search(grapheme, 1):
        return "skin"
    if _EMOJI.match(grapheme) and cells(grapheme[0]) > 1:
        return "wide"
    return "presentation" if _PRESENTATION in grapheme else ""


def narrowed(text: str, kinds: Collection[str]) -> str:
    """Return the text with emoji of some kinds replaced, each by what takes as many cells in any terminal.

    A flag becomes its two letters, a joined or coloured one its first part, others a mark.
    """
    if not kinds or text.isascii() or _ANY.search(text) is None:
        return text
    return "".join(
        _stand_in(grapheme, kinds) if kind(grapheme) in kinds else grapheme for grapheme in graphemes(text)
    )


def _stand_in(grapheme: str, kinds: Collection[str]) -> str:
    """Return what is drawn instead of an emoji, as wide as that."""
    first = grapheme[0]
    if ord(first) in _FLAG_LETTERS:
        shown = grapheme[:2].translate(_FLAG_LETTERS)
    elif cells(first) < 2:
        shown = first
    elif "wide" in kinds or first == grapheme:
        shown = _MARK
    else:
        shown = first
    return shown + " " * (cells(grapheme) - width(shown))
