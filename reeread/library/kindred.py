"""Which briefings may state what one states: found by its names and figures, so that few need be read."""

import re

from reeread.library.library import Library
from reeread.library.readings import Readings
from reeread.store import briefings, kindred

MOST = 100
"""Briefings that are read to find the claims of one."""
_WORD = re.compile(r"[^\W_]+")
_FIGURE = 0.5
"""What a printed figure weighs, beside names at 1 and more."""
_DIGITS = 3


def like(lib: Library, briefing: str, most: int = MOST) -> tuple[str, ...]:
    """Return the ids of the briefings most likely to tell of the same events, in the order of adding, the own among them.

    A small library is taken whole. Of a larger one it is those that share most names, words of the title, words that
    are said again and again, and figures printed alike; one that tells the same in other names and figures is missed.

    Raises:
        NotFound: The library holds no such briefing.
    """
    from reeread.extract.claims.lexicon import stem

    with lib.store.reading() as connection:
        _, version_id = briefings.current(connection, briefing)
        if briefings.total(connection) <= most:
            return tuple(briefings.uuids(connection))
        text = lib.text(connection, version_id)
    keys = Readings.of(lib).read(lib, briefing, 0).keys
    telling = {}
    for word in set(_WORD.findall(text.body)):
        weight = _FIGURE if word.isdecimal() and len(word) >= _DIGITS else keys.get(stem(word), 0.0)
        if weight:
            telling[word] = weight
    with lib.store.reading() as connection:
        found = kindred.sharing(connection, telling, most)
        return tuple(briefings.ordered(connection, (*found, briefing)))
