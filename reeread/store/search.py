"""What a query finds in the index of words."""

import re
import unicodedata
from collections.abc import Iterator

from reeread.model.search import Found
from reeread.store import bodies, words
from reeread.store.engine import Connection

_ASKED = re.compile(r'"([^"]*)"?|([^\s"]+)')
_AROUND = 60
"""Code points of a snippet before the match, and after it twice as many."""


def phrases(query: str) -> list[str]:
    """Return what was asked for: words, and what stands in quotation marks as a whole."""
    parts = (match[1] if match[1] is not None else match[2] for match in _ASKED.finditer(query))
    return [part for part in parts if any(character.isalnum() for character in part)]


def found(connection: Connection, query: str, limit: int) -> Iterator[Found]:
    """Yield the briefings that hold every word of a query, best first; no query is a syntax error."""
    asked = phrases(query)
    if not asked:
        return
    match = " ".join(
        '"' + words.spaced(phrase.replace('"', " ")).replace("\0", " ") + '"' for phrase in asked
    )
    rows = connection.execute(
        "SELECT briefings.uuid, versions.title, bodies.compressed, bodies.body FROM words"
        " JOIN briefings ON briefings.id = words.rowid"
        " JOIN versions ON versions.id = briefings.version_id"
        " JOIN bodies ON bodies.version_id = versions.id"
        " WHERE words MATCH ? AND briefings.removed IS NULL ORDER BY words.rank LIMIT ?",
        (match, limit),
    )
    for uuid, title, compressed, text in rows:
        body = bodies.whole(compressed, text)
        start, end = place(body, asked)
        yield Found(uuid, title, start, end, _snippet(body, start, end))


def place(body: str, asked: list[str]) -> tuple[int, int]:
    """Return the earliest stretch of the body that is one of the phrases, whatever its case and accents.

    Returns (0, 0) when none is in the body, because the title has them.
    """
    folded, offsets = _folded(body)
    best: tuple[int, int] | None = None
    for phrase in asked:
        parts = [re.escape(word) for word in re.findall(r"[\w]+", _folded(phrase)[0])]
        if not parts:
            continue
        hit = re.search(r"(?<![^\W_])" + r"[\W_]*".join(parts) + r"(?![^\W_])", folded) or re.search(
            r"[\W_]*".join(parts), folded
        )
        if hit and (best is None or hit.start() < best[0]):
            best = (hit.start(), hit.end())
    if best is None:
        return 0, 0
    if offsets is None:
        return best
    return offsets[best[0]], offsets[best[1] - 1] + 1


def _folded(text: str) -> tuple[str, list[int] | None]:
    """Return the text in one case and without accents, and the offset each code point came from (None: its own)."""
    if text.isascii():
        return text.lower(), None
    folded: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if character < "\x80":
            folded.append(character.lower())
            offsets.append(offset)
            continue
        for part in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(part):
                folded.append(part)
                offsets.append(offset)
    return "".join(folded), offsets


def _snippet(body: str, start: int, end: int) -> str:
    """Return the match with words around it on one line, cut at spaces where there are some."""
    begin, stop = max(0, start - _AROUND), min(len(body), end + 2 * _AROUND)
    if begin and (space := body.find(" ", begin, start)) >= 0:
        begin = space + 1
    if stop < len(body) and (space := body.rfind(" ", end, stop)) >= 0:
        stop = space
    text = " ".join(body[begin:stop].split())
    return ("… " if begin else "") + text + (" …" if stop < len(body) else "")
