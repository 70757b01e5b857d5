"""The words of a text that is to be erased, and whether another text speaks with them."""

import re
from collections.abc import Iterable, Iterator

from reeread.store import words
from reeread.store.engine import Connection

_WORD = re.compile(r"\w+")
_RUN = 4
"""So many words in a row are a quotation, however common each of them is."""


class OwnWords:
    """What was said in some texts."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: set[str] = set()
        self._runs: set[tuple[str, ...]] = set()
        for text in texts:
            said = _said(text)
            self._words.update(said)
            self._runs.update(_runs(said))

    def quoted_in(self, text: str) -> bool:
        """Return whether a text has some of these words in a row."""
        return not self._runs.isdisjoint(_runs(_said(text)))

    def stand_in(self, text: str, connection: Connection) -> bool:
        """Return whether a text quotes these, or has a word of them that no briefing of the library has."""
        said = _said(text)
        if not self._runs.isdisjoint(_runs(said)):
            return True
        return any(word in self._words and not _known(connection, word) for word in said)


def _runs(said: list[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(said[start:] for start in range(_RUN)), strict=False)


def _said(text: str) -> list[str]:
    return _WORD.findall(words.folded(text))


def _known(connection: Connection, word: str) -> bool:
    """Return whether a word stands in the index."""
    quoted = words.spaced(word).strip().replace('"', '""')
    found = connection.execute("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", (f'"{quoted}"',))
    return found.fetchone() is not None
