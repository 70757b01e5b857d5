"""What was ever done to a passage: the things that stand on it, or stood on it once."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from reeread.library.library import Library
from reeread.model.errors import Ambiguous, NotFound, UsageError
from reeread.model.span import Span
from reeread.store import passing
from reeread.store.engine import Connection

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

_PART = re.compile(r"[0-9a-f-]{4,35}")


def subjects(lib: Library, passage: str, briefing: str | None) -> frozenset[str]:
    """Return the ids of annotations, decisions and claims that stand on a passage or ever stood on it.

    Args:
        lib: The library.
        passage: The id of an annotation, there or gone, whole or its ending or beginning; or words of a briefing, to the
            letter, in any of its versions and at every place: what overlaps them by a character stands on them.
        briefing: The id of the briefing with the words.

    Raises:
        NotFound: There never was such an annotation, or the words stand in no version of the briefing.
        Ambiguous: Several annotations have an id like that.
        UsageError: Words are given without a briefing.
    """
    with lib.store.reading() as connection:
        if _ID.fullmatch(passage.strip().lower()):
            id = passage.strip().lower()
            if not passing.known(connection, id):
                raise NotFound(
                    f"There never was an annotation {id}.",
                    next_step="`reeread annotations --json` shows the ids.",
                )
            return frozenset([id])
        if briefing is None and _PART.fullmatch(passage.strip().lower()):
            found = passing.named(connection, passage.strip().lower())
            if len(found) > 1:
                shown = ", ".join(found[:5]) + (" …" if len(found) > 5 else "")
                raise Ambiguous(
                    f"Several annotations have an id like {passage}: {shown}.", next_step="Give more of it."
                )
            if found:
                return frozenset(found)
        if briefing is None:
            raise UsageError(
                "Words are looked for in one briefing.",
                next_step="Name it with --briefing ID, or give an annotation’s id.",
            )
        places = _places(lib, connection, passage, briefing)
        return frozenset(
            subject
            for subject, version, start, end in _stood(connection, briefing)
            if any(place.overlaps(Span(start, end)) for place in places[version])
        )


def _places(lib: Library, connection: Connection, words: str, briefing: str) -> dict[int, list[Span]]:
    """Return where words stand in each version of a briefing, by its number."""
    from reeread.text import anchors

    places: dict[int, list[Span]] = defaultdict(list)
    for number, version_id in passing.versions(connection, briefing):
        places[number] = (
            list(anchors.occurrences(lib.text(connection, version_id).body, words)) if words else []
        )
    if not any(places.values()):
        raise NotFound(
            f"“{words}” stands in no version of this briefing.", briefing, "The words must be to the letter."
        )
    return places


def _stood(connection: Connection, briefing: str) -> Iterator[tuple[str, int, int, int]]:
    """Yield the ids of things with each place where they stood: the version's number, start and end."""
    whole: dict[str, dict[str, Any]] = defaultdict(dict)
    for subject, id, *states in passing.changes(connection, briefing):
        for state in (json.loads(one) for one in states if one):
            if subject == "claim":
                places = [one for one in state.get("passages", ()) if one["briefing"] == briefing]
            else:
                whole[id].update(state)
                places = [whole[id]] if "start" in whole[id] else []
            for place in places:
                yield id, place["version"], place["start"], place["end"]
