"""The index of words: what goes in, and how texts are compared."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from reeread.store import bodies
from reeread.store.deed import Deed
from reeread.store.engine import Connection

_CJK = "([\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af])"


def renew(deed: Deed, briefing_id: int) -> None:
    """Index the version of a briefing that is now shown."""
    title, compressed, body = deed.connection.execute(
        "SELECT versions.title, bodies.compressed, bodies.body FROM briefings"
        " JOIN versions ON versions.id = briefings.version_id"
        " JOIN bodies ON bodies.version_id = versions.id WHERE briefings.id = ?",
        (briefing_id,),
    ).fetchone()
    deed.database.execute("DELETE FROM words WHERE rowid = ?", (briefing_id,))
    put(deed, [(briefing_id, spaced(bodies.whole(compressed, body)), spaced(title))])


def put(deed: Deed, rows: Sequence[tuple[int, str, str]]) -> None:
    """Index briefings that are not in the index: their rows, with body and title as `spaced` returns them."""
    deed.connection.executemany("INSERT INTO words (rowid, body, title) VALUES (?, ?, ?)", rows)


def spaced(text: str) -> str:
    """Return the text with each CJK character standing alone, so that it is a word of the index."""
    return text if text.isascii() else _cjk().sub(r" \1 ", text)


def folded(text: str) -> str:
    """Return the text in one case and without accents; its length may be another."""
    if text.isascii():
        return text.lower()
    return accents().sub("", unicodedata.normalize("NFKD", text.casefold()))


def says(expression: str) -> str:
    """Return the SQL that a text has a folded word in it; the word stands in two places. It needs `can_fold`.

    Texts that are ASCII, which are most, are compared by SQLite itself.
    """
    return (
        f"(instr(lower({expression}), ?) OR (length(CAST({expression} AS BLOB)) <> length({expression})"
        f" AND instr(folded({expression}), ?)))"
    )


def can_fold(connection: Connection) -> None:
    """Let queries of a connection fold texts."""
    connection.create_function("folded", 1, folded, deterministic=True)


@cache
def accents() -> re.Pattern[str]:
    """Match accents that stand as characters of their own."""
    return re.compile("[\u0300-\u036f\u3099\u309a]+")


@cache
def _cjk() -> re.Pattern[str]:
    return re.compile(_CJK)
