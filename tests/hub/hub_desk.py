"""What a library holds, told so that two libraries can be compared whatever their own ids and numbers are."""

from collections.abc import Iterator
from typing import Any

from reeread.library import Library, adding, reading, tagging
from reeread.library.syncing import conflicts
from reeread.library.syncing.fields import told
from reeread.library.syncing.names import Names
from reeread.model.annotation import Passage
from reeread.model.span import Span
from reeread.store.history import KINDS

BODY = "Ports agree on a levy\n\nThe two ports signed an agreement on Monday. It may raise prices by 12%.\n"
_TABLES = {
    "tag": "tags",
    "briefing": "briefings",
    "annotation": "annotations",
    "highlight": "decisions",
    "claim": "claims",
}


def add(lib: Library, text: str = BODY, name: str = "levy.txt") -> str:
    """Add a text to a library as a file of this name and return the briefing's id."""
    path = (lib.base or lib.path.parent) / lib.path.stem / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    (outcome,) = adding.add(lib, [str(path)], jobs=1)
    assert outcome.briefing is not None, outcome.error
    return outcome.briefing.id


def only(lib: Library) -> str:
    """Return the id of the one briefing of a library."""
    (briefing,) = reading.briefings(lib)
    return briefing.id


def mark(lib: Library, start: int, end: int, tag: str = "", note: str | None = None) -> str:
    """Tag a passage of the one briefing, write a note on it, and return the annotation's id."""
    passage = Passage(only(lib), Span(start, end))
    if tag:
        return tagging.tag(lib, passage, [tag], note).id
    written = tagging.note(lib, passage, note or "")
    assert written is not None
    return written.id


def everything(lib: Library) -> dict[str, Any]:
    """Return all that is shared of a library, by what everybody calls it."""
    return dict(_told(lib)) | {"conflicts": differing(lib)}


def differing(lib: Library) -> list[tuple[str, frozenset[str]]]:
    """Return where people differ, and the values that they left."""
    return sorted((one.id, frozenset(choice.text for choice in one.choices)) for one in conflicts(lib))


def _told(lib: Library) -> Iterator[tuple[str, Any]]:
    with lib.store.reading() as connection:
        names = Names(connection)
        for subject, table in _TABLES.items():
            for (uuid,) in connection.execute(f"SELECT uuid FROM {table}").fetchall():
                state = KINDS[subject].state(connection, uuid)
                if state is None:
                    continue
                fields = told(subject, uuid, state, names)
                fields["origin"].pop("uuid", None)
                if subject == "tag":
                    fields.pop("position")
                yield f"{subject} {names.thing(uuid)}", fields
