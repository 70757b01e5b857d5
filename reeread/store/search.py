"""What a query finds in the index of words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reeread.model.search import Found
from reeread.store import bodies, words
from reeread.store.engine import Connection

_ASKED = re.compile(r'"([^"]*)"?|([^\s"]+)')
_BEGINNING = re.compile(r"[^\W_]{3}\Z")
"""What is long enough to be looked for as the beginning of a word; less would be in every briefing."""
_SLICE = 2**16
_LONGEST = 1000
"""Code points by which slices overlap, so that a phrase on the border is found."""
_AROUND = 60
"""Code points of a snippet before the match, and after it twice as many."""


def phrases(query: str) -> list[str]:
    """Return what was asked for: words, and what stands in quotation marks as a whole."""
    query = query.encode("utf-8", "replace").decode().replace("\0", " ")
    parts = (match[1] if match[1] is not None else match[2] for match in _ASKED.finditer(query))
    return [part for part in parts if any(character.isalnum() for character in part)]


def found(connection: Connection, query: str, limit: int, *, begun: bool = False) -> Iterator[Found]:
    """Yield the briefings that hold every word of a query, best first; no query is a syntax error.

    With `begun` the last word may be the beginning of one, unless a space or a quotation mark ends it.
    """
    asked = phrases(query)
    if not asked:
        return
    begun = begun and query[-1].isalnum() and _BEGINNING.search(asked[-1]) is not None
    match = " ".join('"' + words.spaced(phrase) + '"' for phrase in asked) + (" *" if begun else "")
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
        start, end = place(body, asked, begun=begun)
        yield Found(uuid, title, start, end, _snippet(body, start, end))


def place(body: str, asked: Sequence[str], *, begun: bool = False) -> tuple[int, int]:
    """Return the earliest stretch of the body that is one of the phrases, whatever its case and accents.

    With `begun` the last phrase goes on to the end of its word. Returns (0, 0) when none is in the body, because
    the title has them.
    """
    parts = [[re.escape(word) for word in re.findall(r"[^\W_]+", words.folded(phrase))] for phrase in asked]
    if begun:
        parts[-1][-1] += r"[^\W_]*"
    wanted = "|".join(r"[\W_]*".join(words) for words in parts if words)
    # whole words first; CJK has none
    for pattern in (re.compile(rf"(?<![^\W_])(?:{wanted})(?![^\W_])"), re.compile(wanted)):
        for begin in range(0, len(body), _SLICE):
            piece = body[begin : begin + _SLICE + _LONGEST]
            plain = words.folded(piece)
            hit = pattern.search(plain)
            if hit and hit.end() > hit.start():
                start, end = _unfolded(piece, len(plain), *hit.span())
                return begin + start, begin + end
    return 0, 0


def _unfolded(text: str, plain: int, start: int, end: int) -> tuple[int, int]:
    """Return the stretch of a text that a stretch of the folded text, so many code points long, came from."""
    # only accents that stand alone fold to nothing: without them equal lengths mean one for one
    if len(text) == plain and not words.accents().search(text):
        return start, end

    def length(offset: int) -> int:
        return len(words.folded(text[:offset]))

    places = range(len(text) + 1)
    return bisect_right(places, start, key=length) - 1, bisect_left(places, end, key=length)


def _snippet(body: str, start: int, end: int) -> str:
    """Return the match with words around it on one line, cut at spaces where there are some."""
    begin, stop = max(0, start - _AROUND), min(len(body), end + 2 * _AROUND)
    if begin and (space := body.find(" ", begin, start)) >= 0:
        begin = space + 1
    if stop < len(body) and (space := body.rfind(" ", end, stop)) >= 0:
        stop = space
    text = " ".join(body[begin:stop].split())
    return ("… " if begin else "") + text + (" …" if stop < len(body) else "")
