"""The eleven kinds of change under which passages are to be found again, each with where the passages went.

Two characters that no text has stand around each passage while its document is changed, and are taken out at the
end: where they stood is where the passage is. So the truth comes from the edits themselves and from nothing that
looks for passages.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from reeread.model.span import Span

Change = Callable[[str, random.Random, Sequence[str]], str]
"""Takes a marked text, chance, and sentences from elsewhere; returns the text changed, its marks with it."""

_FIRST = 0xF0000
_MARK = r"[\U000f0000-\U000fffff]"
_PASSAGE = re.compile(rf"({_MARK})([^\U000f0000-\U000fffff]*)({_MARK})")
_PIECE = re.compile(rf"{_MARK}|.", re.S)
_WORD = re.compile(rf"{_MARK}|\w+|[^\w\U000f0000-\U000fffff]+")
_PARAGRAPH = re.compile(r"(\n\s*\n)")
_LETTERS = "etaoinshrdlucmfwypvbgk"


def marked(text: str, spans: Sequence[Span]) -> str:
    """Return a text with marks around spans that do not overlap."""
    parts, at = [], 0
    for place, span in enumerate(spans):
        open_, close = chr(_FIRST + 2 * place), chr(_FIRST + 2 * place + 1)
        parts += [text[at : span.start], open_, text[span.start : span.end], close]
        at = span.end
    return "".join([*parts, text[at:]])


def unmarked(text: str, count: int) -> tuple[str, list[Span | None]]:
    """Return a text without its marks, and where each of so many passages stands, None for one that is gone."""
    places: dict[int, int] = {}
    parts: list[str] = []
    length = at = 0
    for mark in re.finditer(_MARK, text):
        parts.append(text[at : mark.start()])
        length += mark.start() - at
        places[ord(mark.group()) - _FIRST] = length
        at = mark.end()
    whole = "".join([*parts, text[at:]])
    found = [
        Span(places[2 * one], places[2 * one + 1]) if 2 * one in places else None for one in range(count)
    ]
    return whole, found


def _passages(text: str, edit: Callable[[str], str]) -> str:
    """Return a text whose marked passages are edited, the rest as it was."""
    return _PASSAGE.sub(lambda found: found[1] + edit(found[2]) + found[3], text)


def _characters(text: str, rng: random.Random, rate: float) -> str:
    """Return a text of whose characters this share is taken out, put in or replaced."""
    out: list[str] = []
    for piece in _PIECE.findall(text):
        if ord(piece) >= _FIRST or rng.random() >= rate:
            out.append(piece)
            continue
        kind = rng.randrange(3)
        if kind == 0:
            out += [piece, rng.choice(_LETTERS)]
        elif kind == 1:
            out.append(rng.choice(_LETTERS))
    return "".join(out)


def _some_put_in(text: str, rng: random.Random, new: Sequence[str], share: float = 0.2) -> str:
    """Return a text with new paragraphs before some of its own, and always before the first."""
    pieces = _PARAGRAPH.split(text)
    out = []
    for place, piece in enumerate(pieces):
        if place == 0 or (place % 2 == 0 and rng.random() < share):
            out += [" ".join(rng.sample(new, 3)), "\n\n"]
        out.append(piece)
    return "".join(out)


def _edited_little(text: str, rng: random.Random, new: Sequence[str]) -> str:
    return _characters(text, rng, 0.05)


def _edited_much(text: str, rng: random.Random, new: Sequence[str]) -> str:
    return _characters(text, rng, 0.20)


_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\u2010": "-", "\xa0": " "}
)
_FINE = str.maketrans({"'": "’", '"': "”", "-": "–"})


def _set_anew(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text with other quotes and dashes, its lines wrapped at another width, spaces doubled here and there."""
    text = text.translate(_PLAIN if rng.random() < 0.5 else _FINE)
    text = re.sub(r"…|\.\.\.", lambda found: "…" if found[0] == "..." else "...", text)
    width, out, column = rng.randrange(50, 90), [], 0
    for piece in re.findall(r"\n\s*\n|\s+|\S+", text):
        if piece.isspace() and piece.count("\n") < 2:
            piece = "\n" if column > width else "  " if rng.random() < 0.1 else " "
        column = 0 if "\n" in piece else column + len(piece)
        out.append(piece)
    return "".join(out)


def _moved(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text of which some paragraphs with passages stand elsewhere."""
    paragraphs = [one for one in _PARAGRAPH.split(text)[::2] if one]
    going = [one for one in paragraphs if re.search(_MARK, one)]
    if len(going) > 3:
        going = rng.sample(going, len(going) // 3)
    staying = [one for one in paragraphs if one not in going]
    for one in going:
        at = paragraphs.index(one)
        far = [place for place in range(len(staying) + 1) if abs(place - at) > 2] or [0]
        staying.insert(rng.choice(far), one)
    return "\n\n".join(staying)


def _copied(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text in which the passages are edited, and a clean copy of each stands somewhere else."""
    return _passages(_with_copies(text, rng, new), lambda one: _words(one, rng, new, 0.2))


def _with_copies(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text in which a copy of each passage stands in a new paragraph somewhere else."""
    pieces = _PARAGRAPH.split(text)
    for found in _PASSAGE.findall(text):
        first, last = rng.sample(new, 2)
        at = 2 * rng.randrange(len(pieces) // 2 + 1)
        pieces[at:at] = [f"{first} {found[1]} {last}", "\n\n"]
    return "".join(pieces)


def _deleted(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text without its passages; in the place of every second one stands another sentence."""
    return _PASSAGE.sub(lambda _: rng.choice(new) if rng.random() < 0.5 else "", text)


def _words(passage: str, rng: random.Random, new: Sequence[str], share: float) -> str:
    """Return a passage of whose words this share are others, or none, or stand beside another one."""
    others = [word for sentence in new for word in sentence.split()]
    pieces = _WORD.findall(passage)
    places = [place for place, piece in enumerate(pieces) if piece[0].isalnum()]
    for place in rng.sample(places, max(1, round(share * len(places)))) if places else ():
        kind = rng.randrange(4)
        other = rng.choice(others)
        pieces[place] = other if kind < 2 else f"{pieces[place]} {other}" if kind == 2 else ""
    return "".join(pieces)


def _rewritten(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text in which the passages are written anew in part: a third of their words."""
    return _passages(text, lambda one: _words(one, rng, new, 0.33))


def _wrapped(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text with a site's head and foot, and its lines of sharing and advertising in between."""
    head = "Home\nNews\nBusiness\nOpinion\nSport\nSubscribe now for 1 a week\nSign in\n\nSkip to content\n\n"
    foot = (
        "\n\nRelated stories\n"
        + "\n".join(rng.sample(new, 5))
        + "\n© 2026 All rights reserved. Terms. Privacy."
    )
    between = ("Share this article", "Advertisement", "Read more: " + rng.choice(new), "Listen (4 min)")
    pieces = _PARAGRAPH.split(text)
    out = []
    for piece in pieces:
        out.append(piece)
        if piece.isspace() and rng.random() < 0.3:
            out += [rng.choice(between), "\n\n"]
    return head + "".join(out) + foot


_LIGATURES = {"ffi": "ﬃ", "ffl": "ﬄ", "ff": "ﬀ", "fi": "ﬁ", "fl": "ﬂ"}


def _encoded_anew(text: str, rng: random.Random, new: Sequence[str]) -> str:
    """Return a text as another program writes it: ligatures and soft hyphens, or letters apart from their accents,
    or wide letters, or UTF-8 that was read as cp1252.
    """
    kind = rng.randrange(4)
    if kind == 0:
        text = re.sub("ffi|ffl|ff|fi|fl", lambda found: _LIGATURES[found[0]], text)
        return re.sub(r"(?<=[a-z]{4})(?=[a-z]{4})", "\xad", text)
    if kind == 1:
        return unicodedata.normalize("NFD", text.replace(" ", "\xa0"))
    if kind == 2:
        return "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in text)
    return "".join(
        one if ord(one) < 128 or ord(one) >= _FIRST else one.encode().decode("cp1252", "replace")
        for one in text
    )


KINDS: Mapping[str, Change] = {
    "paragraphs put in before": _some_put_in,
    "5 % of all characters edited": _edited_little,
    "20 % of all characters edited": _edited_much,
    "quotes, dashes, lines set anew": _set_anew,
    "paragraph moved": _moved,
    "quote edited, clean copy elsewhere": _copied,
    "deleted": _deleted,
    "rewritten in part": _rewritten,
    "quote doubled": _with_copies,
    "site wrapped around": _wrapped,
    "encoded anew": _encoded_anew,
}
"""The kinds of change, by name."""
