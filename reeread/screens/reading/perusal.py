"""Reading an article sentence by sentence beside the reader; a long one part by part, where the reader is."""

import gc
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence

from reeread.extract import PART
from reeread.library import Library, suggesting
from reeread.model.body import Block
from reeread.model.briefing import Article
from reeread.model.extraction import Highlight

_KEPT = 12
"""Parts of a long article of which every sentence is kept: some three million code points."""


def is_long(article: Article) -> bool:
    """Return whether an article has more than one part, so that it is never read as a whole."""
    return len(article.body) >= PART


class Perusal:
    """What is known of the sentences of one article: the key ones of all of it, every one where the reader was."""

    def __init__(self, library: Library, article: Article) -> None:
        self.article = article
        self._library = library
        self._keys: tuple[Highlight, ...] | None = None
        self._parts: OrderedDict[int, tuple[Highlight, ...]] = OrderedDict()
        self._at = -1
        """The part that is being read."""

    def calls_for(self, offset: int) -> bool:
        """Return whether the reader came to a part of a long article that is neither read nor being read."""
        return (
            is_long(self.article) and (number := self._part(offset)) != self._at and number not in self._parts
        )

    def leave_off(self, offset: int) -> None:
        """Take the part at an offset for read, so that nothing calls for it until the reader was elsewhere."""
        self._at = self._part(offset)

    @property
    def under_way(self) -> bool:
        """Return whether a part of a long article is being read, or was broken off."""
        return self._at >= 0

    def steps(self, offset: int, stop: Callable[[], bool]) -> Iterator[tuple[Highlight, ...]]:
        """Read on around an offset, and yield all highlights whenever more of them are known.

        Args:
            offset: Where the reader is; the part around it comes first, then the key sentences of the whole
                article as they were stored, then the parts beside it.
            stop: Whether it should end; asked at every sentence.
        """
        if not is_long(self.article):
            found = suggesting.reading(self._library, self.article)
            yield found
            if (seconded := suggesting.seconded(self._library, found)) != found and not stop():
                yield seconded
            return
        number, last = self._part(offset), self._part(len(self.article.body))
        for near in (number, number + 1, number - 1):
            if 0 <= near <= last and near not in self._parts:
                self._at = near
                found = suggesting.reading_part(self._library, self.article, near, stop)
                if stop():
                    return
                self._keep(near, found)
                yield self._known()
            if self._keys is None:
                self._keys = suggesting.highlights(self._library, self.article.briefing.id)
                gc.freeze()  # they stay as long as the article, and to look at them takes longer than a key may
                yield self._known()
        self._at = -1

    def _part(self, offset: int) -> int:
        """Return the number of the part that holds the block at an offset."""
        at = bisect_right(self.article.blocks, offset, key=_start) - 1
        return _start(self.article.blocks[at]) // PART if at >= 0 else 0

    def _keep(self, number: int, found: tuple[Highlight, ...]) -> None:
        """Keep a part, and forget the one read longest ago when there are too many."""
        self._parts[number] = found
        if len(self._parts) > _KEPT:
            self._parts.popitem(last=False)

    def _known(self) -> tuple[Highlight, ...]:
        """Return the key sentences, and in their place all of those parts that were read."""
        keys: Sequence[Highlight] = self._keys or ()
        known: list[Highlight] = []
        at = 0
        for _, part in sorted(self._parts.items()):
            if part:
                first = bisect_left(keys, part[0].start, key=_start)
                known.extend(keys[at:first])
                known.extend(part)
                at = bisect_right(keys, part[-1].start, key=_start)
        known.extend(keys[at:])
        return tuple(known)


def _start(one: Block | Highlight) -> int:
    return one.start
