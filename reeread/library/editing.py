"""Changing annotations that are there, by their ids; one's own only, whatever the list shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reeread.library import keeping, tagging
from reeread.library.library import Library
from reeread.model.annotation import AnchorState, Annotation
from reeread.model.errors import NotFound, UsageError
from reeread.model.span import Span
from reeread.store import annotations as rows
from reeread.store import briefings, codebook, numbers
from reeread.store.deed import Deed


@dataclass(frozen=True, slots=True)
class Changed:
    """What became of a list of annotations."""

    changed: int
    same: int
    """How many were so already."""
    foreign: int
    """How many are somebody else's, and stay as they are."""


def find(lib: Library, id: str) -> Annotation:
    """Return the annotation of an id.

    Raises:
        NotFound: The library holds no such annotation.
    """
    with lib.store.reading() as connection:
        annotation = rows.one(connection, id)
    if annotation is None:
        raise NotFound(f"No annotation has the id {id}.", next_step="`reeread annotations` lists them.")
    return annotation


def retag(
    lib: Library, ids: Iterable[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()
) -> Changed:
    """Put tags on one's own annotations and take others off: one deed; span, note and making stay.

    One that is left with neither a tag nor a note nor a grade is gone.

    Raises:
        NotFound: The library holds no such annotation or tag.
        UsageError: A tag to put on is retired.
    """
    with lib.store.deed("retag", lib.author) as deed:
        tagging.known(deed, remove)
        own, foreign = _own(lib, deed, ids)
        uuids = codebook.ids(deed.connection)
        changed = 0
        for one in own:
            tagging.usable(deed, [name for name in add if name not in one.tags])
            borne = {*one.tags, *add} - set(remove)
            if borne == set(one.tags):
                continue
            fields = {"tags": [uuids[name] for name in uuids if name in borne], "modified": deed.at}
            changed += deed.change(
                "annotation", rows, one.id, fields if borne or one.note or one.grade else None
            )
        return Changed(changed, len(own) - changed, foreign)


def delete(lib: Library, ids: Iterable[str]) -> Changed:
    """Take one's own annotations away: one deed. Before very many, the library is backed up.

    Raises:
        NotFound: The library holds no such annotation.
        StoreError: The backup cannot be made; nothing is deleted then.
    """
    ids = list(ids)
    if len(ids) >= keeping.MANY:
        keeping.before(lib, "delete")
    with lib.store.deed("delete", lib.author) as deed:
        own, foreign = _own(lib, deed, ids)
        for one in own:
            deed.change("annotation", rows, one.id, None)
        return Changed(len(own), 0, foreign)


def note(lib: Library, id: str, text: str) -> Annotation | None:
    """Write the note of one's own annotation, kept to the character, and return what the annotation is now.

    An empty text takes the note away, and the annotation with it if it bears neither a tag nor a grade.

    Raises:
        NotFound: The library holds no such annotation.
        UsageError: It is somebody else's, or the text holds half of a surrogate pair.
    """
    tagging.storable(text)
    with lib.store.deed("note", lib.author) as deed:
        one = _mine(lib, deed, id)
        if text != one.note:
            fields = {"note": text, "modified": deed.at}
            deed.change("annotation", rows, id, fields if text or one.tags or one.grade else None)
        return rows.one(deed.connection, id)


def move(lib: Library, id: str, span: Span) -> Annotation:
    """Let one's own annotation stand on another span of its briefing as it is now, and return it.

    Id, tags, note, author and making stay. One that was an orphan or for review is settled by it.

    Raises:
        NotFound: The library holds no such annotation.
        UsageError: It is somebody else's, the span lies outside the body, or another one of one's own stands
            on just this span.
    """
    with lib.store.deed("move", lib.author) as deed:
        one = _mine(lib, deed, id)
        other = rows.at(deed.connection, one.briefing, span, lib.author)
        if other is not None and other.id != id:
            raise UsageError(
                "You have an annotation on just this passage already.", next_step="Take one of the two away."
            )
        _, version_id = briefings.current(deed.connection, one.briefing)
        anchor = tagging.fields(tagging.anchored(lib, deed, version_id, span))
        fields = {
            "version": numbers.number(deed.connection, version_id),
            **anchor,
            "state": AnchorState.ANCHORED.value,
        }
        if (one.span, one.state) != (span, AnchorState.ANCHORED):
            deed.change("annotation", rows, id, {**fields, "modified": deed.at})
        return rows.one(deed.connection, id) or one


def _own(lib: Library, deed: Deed, ids: Iterable[str]) -> tuple[list[Annotation], int]:
    """Return the author's annotations among these, and how many are somebody else's."""
    found = [_one(deed, id) for id in dict.fromkeys(ids)]
    own = [one for one in found if one.author == lib.author]
    return own, len(found) - len(own)


def _mine(lib: Library, deed: Deed, id: str) -> Annotation:
    one = _one(deed, id)
    if one.author != lib.author:
        raise UsageError(f"This annotation is {one.author}’s.", next_step="Tag the passage yourself.")
    return one


def _one(deed: Deed, id: str) -> Annotation:
    found = rows.one(deed.connection, id)
    if found is None:
        raise NotFound(f"No annotation has the id {id}.", next_step="`reeread annotations` lists them.")
    return found
