"""Commitments: who promised what, until when, and whether it was kept."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime

from reeread.library import tagging
from reeread.library.library import Library
from reeread.model.annotation import Annotation, Passage
from reeread.model.body import BlockKind
from reeread.model.briefing import Article
from reeread.model.commitment import Fate, Pledge
from reeread.model.errors import NotFound, UsageError
from reeread.model.promise import Commitment
from reeread.model.span import Span
from reeread.store import annotations as rows
from reeread.store import briefings, codebook, numbers, versions
from reeread.store.engine import Connection

TAG = "commitment"
"""What extractors call the tag, whatever the codebook does."""


def commitments(
    lib: Library,
    chosen: Sequence[str] = (),
    *,
    latest: int | None = None,
    authors: Sequence[str] = (),
) -> tuple[Commitment, ...]:
    """Return the passages that bear the tag of commitments, or one below it: due, open, broken, met.

    Those of one fate stand in the order of their days, and of their places where no day is known. Actor, promise
    and deadline are read from the sentence each time; only what a person decided is kept.

    Args:
        lib: The library.
        chosen: The ids of the briefings whose commitments are wanted; all, if there are none.
        latest: Only so many, those that were changed last.
        authors: Only those by one of these; everybody's, if there are none.
    """
    name = tag(lib)
    if name is None:
        return ()
    found = tagging.annotations(
        lib, briefings=chosen, tags=(name,), authors=authors, sort="modified", limit=latest
    )
    found = tuple(sorted(found, key=lambda one: (one.briefing, one.span.start, one.span.end)))
    today = datetime.fromtimestamp(lib.store.clock(), UTC).date().isoformat()
    with lib.store.reading() as connection:
        read = _Pledges(lib, connection)
        every = [_commitment(one, read, today) for one in found]
    order = (Fate.DUE, Fate.OPEN, Fate.BROKEN, Fate.MET)
    return tuple(sorted(every, key=lambda one: (order.index(one.fate), one.day or "9")))


def tag(lib: Library) -> str | None:
    """Return what the codebook calls the tag of commitments, None if it was removed."""
    with lib.store.reading() as connection:
        return next((one.name for one in codebook.tags(connection) if TAG in one.origins), None)


def decide(lib: Library, id: str, fate: Fate, shown: Passage) -> Annotation:
    """Say that one's own commitment was met or broken, with the passage that shows it; return its annotation.

    Raises:
        NotFound: The library holds no such annotation or briefing.
        UsageError: It is somebody else's or no commitment, the fate is neither, or the passage lies outside its
            body.
    """
    if fate not in (Fate.MET, Fate.BROKEN):
        raise UsageError(
            "A commitment is decided as met or as broken.", next_step="Open and due are reckoned."
        )
    with lib.store.deed(fate.value, lib.author) as deed:
        one = _own(lib, deed.connection, id)
        if shown.briefing == one.briefing and shown.span.overlaps(one.span):
            raise UsageError(
                "This passage is the commitment itself.",
                next_step="Stand on the passage that shows how it ended.",
            )
        _, version_id = briefings.current(deed.connection, shown.briefing)
        anchor = tagging.anchored(lib, deed, version_id, shown.span)
        kept = {
            "briefing": shown.briefing,
            "version": numbers.number(deed.connection, version_id),
            "start": anchor.start,
            "end": anchor.end,
            "exact": anchor.exact,
        }
        fields = {"outcome": fate.value, "shown": json.dumps(kept, ensure_ascii=False), "modified": deed.at}
        deed.change("annotation", rows, id, fields)
        return _one(deed.connection, id)


def reopen(lib: Library, id: str) -> Annotation:
    """Take back that one's own commitment was met or broken, and return its annotation.

    Raises:
        NotFound: The library holds no such annotation.
        UsageError: It is somebody else's, or no commitment.
    """
    with lib.store.deed("reopen commitment", lib.author) as deed:
        one = _own(lib, deed.connection, id)
        if one.outcome is not None:
            deed.change("annotation", rows, id, {"outcome": None, "shown": None, "modified": deed.at})
        return _one(deed.connection, id)


def _own(lib: Library, connection: Connection, id: str) -> Annotation:
    one = _one(connection, id)
    if one.author != lib.author:
        raise UsageError(f"This commitment is {one.author}’s.", next_step="Tag the passage yourself.")
    name = next((tag.name for tag in codebook.tags(connection) if TAG in tag.origins), "")
    if not any(borne == name or borne.startswith(f"{name}/") for borne in one.tags):
        raise UsageError(f"This passage is not tagged as {name or TAG}.", next_step="Tag it first.")
    return one


def _one(connection: Connection, id: str) -> Annotation:
    found = rows.one(connection, id)
    if found is None:
        raise NotFound(
            f"No annotation has the id {id}.", next_step="`reeread commitments --json` lists them."
        )
    return found


def _commitment(annotation: Annotation, read: "_Pledges", today: str) -> Commitment:
    title, pledge = read.of(annotation)
    day = pledge.deadline.day if pledge.deadline else ""
    if annotation.outcome is not None:
        fate = annotation.outcome.fate
    else:
        fate = Fate.DUE if day and day < today else Fate.OPEN
    return Commitment(annotation, title, pledge, fate)


class _Pledges:
    """What sentences promise, with the last article kept: annotations come in the order of briefings."""

    def __init__(self, lib: Library, connection: Connection) -> None:
        self._lib = lib
        self._connection = connection
        self._article: Article | None = None

    def of(self, annotation: Annotation) -> tuple[str, Pledge]:
        """Return the title of the briefing, and what the sentence around an annotation promises."""
        from reeread.extract.pledges import pledge

        article = self._of(annotation.briefing)
        around = sentence_around(article, annotation)
        within = Span(
            max(0, annotation.span.start - around.start), max(1, annotation.span.end - around.start)
        )
        text = around.within(article.body)
        if annotation.anchor.exact not in text and text not in annotation.anchor.exact:
            text, within = (
                annotation.anchor.exact,
                Span(0, len(annotation.anchor.exact)),
            )  # it is gone from there
        return article.briefing.title, pledge(text, within, _date(article.briefing.published))

    def _of(self, briefing: str) -> Article:
        if self._article is None or self._article.briefing.id != briefing:
            _, version_id = briefings.current(self._connection, briefing)
            text = self._lib.text(self._connection, version_id)
            self._article = versions.article(self._connection, briefing, text)
        return self._article


def sentence_around(article: Article, annotation: Annotation) -> Span:
    """Return the sentence in which a commitment is made: of a long passage, the one that a rule finds first.

    A passage that is more than one sentence is read sentence by sentence; a phrase is read in its own.
    """
    from reeread.extract.pledges import commits
    from reeread.text.sentences import sentences

    touched = [
        span
        for block in article.blocks
        if block.kind is not BlockKind.FURNITURE and block.span.overlaps(annotation.span)
        for span in sentences(article.body, block)
        if span.overlaps(annotation.span)
    ]
    if not touched:
        return annotation.span
    return next((span for span in touched if commits(span.within(article.body))), touched[0])


def _date(published: str) -> date | None:
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None
