"""What a query finds in the index of words."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from reeread.model.search import Found
from reeread.model.span import Span
from reeread.store import bodies, stopped, words
from reeread.store.engine import Connection
from reeread.store.query import Query, read

_SLICE = 2**16
_LONGEST = 1000
"""Code points by which slices overlap, so that a phrase on the border is found."""
_AROUND = 60
"""Code points of a snippet before the match, and after it twice as many."""

_MARKS = {
    "tag": (
        "JOIN annotation_tags ON annotation_tags.annotation_id = annotations.id"
        " JOIN tags ON tags.id = annotation_tags.tag_id",
        "instr(lower(tags.name) || '/', lower(?) || '/') = 1",
    ),
    "author": ("JOIN authors ON authors.id = annotations.author_id", "instr(lower(authors.name), lower(?))"),
}
"""Which annotations bear a tag, or one below it, and which are somebody's: what is joined to them, and the condition."""
_DATE = (
    "(SELECT coalesce(nullif(versions.published, ''), briefings.added) FROM versions"
    " WHERE versions.id = briefings.version_id)"
)
_FILTERS = {
    "source": "(instr(lower(briefings.source), lower(?)) OR EXISTS (SELECT 1 FROM versions"
    " WHERE versions.id = briefings.version_id AND instr(lower(versions.address), lower(?))))",
    "stack": "EXISTS (SELECT 1 FROM stack_briefings JOIN stacks ON stacks.id = stack_briefings.stack_id"
    " WHERE stack_briefings.briefing_id = briefings.id AND stacks.name = ? COLLATE NOCASE)",
    "before": f"{_DATE} < ?",
    "after": f"{_DATE} >= ?",
} | {
    field: f"EXISTS (SELECT 1 FROM annotations {joined} WHERE annotations.briefing_id = briefings.id AND {condition})"
    for field, (joined, condition) in _MARKS.items()
}
"""What each field asks of a briefing; its value stands in every place."""


def found(
    connection: Connection,
    text: str,
    limit: int,
    *,
    begun: bool = False,
    stop: Callable[[], bool] | None = None,
) -> Iterator[Found]:
    """Yield the briefings that fit a query (see `query.read`), best or newest first; no text is a syntax error.

    With `begun` the last word may be the beginning of one. Nothing more comes once `stop` says so.
    """
    query = read(text, begun=begun)
    if not (query.match or query.without or query.filters):
        return
    rows: list[int] = []
    with stopped.by(connection, stop):
        rows = _briefings(connection, query, limit)
    for briefing_id in rows:
        if stop is not None and stop():
            return
        uuid, title, compressed, whole = connection.execute(
            "SELECT briefings.uuid, versions.title, bodies.compressed, bodies.body FROM briefings"
            " JOIN versions ON versions.id = briefings.version_id"
            " JOIN bodies ON bodies.version_id = versions.id WHERE briefings.id = ?",
            (briefing_id,),
        ).fetchone()
        body = bodies.whole(compressed, whole)
        start, end = place(body, query.phrases) if query.phrases else _passage(connection, briefing_id, query)
        snippet = _snippet(body, start, end)
        yield Found(uuid, title, start, end, snippet, tuple(lit(snippet, query.phrases)))


def _briefings(connection: Connection, query: Query, limit: int) -> list[int]:
    """Return the row ids of the briefings that fit, in order."""
    parts, values = ["briefings.removed IS NULL"], list[str | int]()
    if query.match:
        parts.append("words MATCH ?")
        values.append(query.match)
    for expression in query.without:
        parts.append("briefings.id NOT IN (SELECT rowid FROM words WHERE words MATCH ?)")
        values.append(expression)
    for one in query.filters:
        parts.append(_FILTERS[one.field] if one.wanted else f"NOT {_FILTERS[one.field]}")
        values += [one.value] * _FILTERS[one.field].count("?")
    table = "words JOIN briefings ON briefings.id = words.rowid" if query.match else "briefings"
    order = (
        "words.rank" if query.match and not query.newest else "words.rowid DESC" if query.match else "id DESC"
    )
    statement = f"SELECT briefings.id FROM {table} WHERE {' AND '.join(parts)} ORDER BY {order} LIMIT ?"
    return [row[0] for row in connection.execute(statement, (*values, limit))]


def _passage(connection: Connection, briefing_id: int, query: Query) -> tuple[int, int]:
    """Return the first passage with the tag, or of the author, that is asked for; (0, 0) where none is."""
    asked = [one for one in query.filters if one.wanted and one.field in _MARKS]
    if not asked:
        return 0, 0
    within = " AND ".join(
        f"annotations.id IN (SELECT annotations.id FROM annotations {joined} WHERE {condition})"
        for joined, condition in (_MARKS[one.field] for one in asked)
    )
    row = connection.execute(
        'SELECT start, "end" FROM annotations JOIN briefings ON briefings.id = annotations.briefing_id'
        f" WHERE briefing_id = ? AND annotations.version_id = briefings.version_id AND {within}"
        ' ORDER BY start, "end" LIMIT 1',
        (briefing_id, *(one.value for one in asked)),
    ).fetchone()
    return (row[0], row[1]) if row else (0, 0)


def place(body: str, asked: Sequence[str]) -> tuple[int, int]:
    """Return the earliest stretch of the body that is one of the phrases, whatever its case and accents.

    A phrase that ends in "*" goes on to the end of its word. Returns (0, 0) when none is in the body, because the
    title has them.
    """
    for pattern in _patterns(asked):
        for begin in range(0, len(body), _SLICE):
            piece = body[begin : begin + _SLICE + _LONGEST]
            plain = words.folded(piece)
            hit = pattern.search(plain)
            if hit and hit.end() > hit.start():
                start, end = _unfolded(piece, len(plain), *hit.span())
                return begin + start, begin + end
    return 0, 0


def lit(text: str, asked: Sequence[str]) -> Iterator[Span]:
    """Yield where the phrases stand in a short text, whatever its case and accents, in order and without overlaps."""
    plain = words.folded(text)
    whole, _ = _patterns(asked)
    _, inside = _patterns([phrase for phrase in asked if words.spaced(phrase) != phrase])
    hits = [*whole.finditer(plain), *inside.finditer(plain)]
    end = 0
    for hit in sorted(hits, key=lambda hit: (hit.start(), -hit.end())):
        if hit.end() > hit.start() >= end:
            end = hit.end()
            begin, stop = _unfolded(text, len(plain), *hit.span())
            accent = words.accents().match(text, stop)
            yield Span(begin, accent.end() if accent else stop)


def _patterns(asked: Sequence[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the phrases in a folded text: as whole words, and anywhere, as CJK has no words."""
    parts = []
    for phrase in asked:
        own = [re.escape(word) for word in re.findall(r"[^\W_]+", words.folded(phrase))]
        if own and phrase.endswith("*"):
            own[-1] += r"[^\W_]*"
        parts.append(own)
    wanted = "|".join(r"[\W_]*".join(own) for own in parts if own) or r"(?!)"
    return re.compile(rf"(?<![^\W_])(?:{wanted})(?![^\W_])"), re.compile(wanted)


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
