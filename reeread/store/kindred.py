"""Which briefings share rare words with one: asked of the index of words, without reading any of them."""

import json
import math
from collections import defaultdict
from collections.abc import Mapping

from reeread.store import words
from reeread.store.engine import Connection

_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab('main', 'words', 'row')"
_RARE = 40
"""Briefings in which a word may stand that is looked for, at least; in a large library more."""


def sharing(connection: Connection, telling: Mapping[str, float], most: int) -> list[str]:
    """Return the ids of the listed briefings that share most of some words, in the order of adding.

    Words that many briefings hold are passed over, so that one more briefing in the library costs nothing.

    Args:
        connection: The library.
        telling: Words with their weights.
        most: How many briefings at most.
    """
    total = int(connection.execute("SELECT count(*) FROM briefings WHERE removed IS NULL").fetchone()[0])
    weights: dict[str, float] = defaultdict(float)
    for word, weight in telling.items():
        weights[words.folded(word)] = max(weight, weights[words.folded(word)])
    connection.execute(_VOCABULARY)
    held = connection.execute(
        "SELECT term, doc FROM temp.vocabulary WHERE term IN (SELECT value FROM json_each(?)) AND doc BETWEEN 2 AND ?",
        (json.dumps([*weights]), max(_RARE, math.isqrt(total))),
    ).fetchall()
    sums: dict[int, float] = defaultdict(float)
    for term, count in held:
        rarity = math.log(1 + max(total, _RARE) / count) ** 2 * weights[term] ** 2
        for (row,) in connection.execute("SELECT rowid FROM words WHERE words MATCH ?", (f'"{term}"',)):
            sums[row] += rarity
    nearest = sorted(sums, key=lambda row: (-sums[row], row))[:most]
    rows = connection.execute(
        "SELECT uuid FROM briefings WHERE removed IS NULL AND id IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(nearest),),
    )
    return [uuid for (uuid,) in rows]
