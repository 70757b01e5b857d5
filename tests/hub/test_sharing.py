"""Two and more people share a hub: what each does comes to the others, and where they differ both are kept."""

from pathlib import Path

import pytest
from hub_desk import BODY, add, differing, everything, mark, only

from reeread.library import Library, adding, codebook, editing, history, reading, removing, stacking, tagging
from reeread.library.syncing import conflicts, settle, state
from reeread.model.annotation import Passage
from reeread.model.span import Span
from tests.hub.conftest import Desk


def test_what_one_does_comes_to_another(desk: Desk) -> None:
    """A briefing with its text, tags and a note come to a library that had none of it, and both hold the same."""
    with desk.library("ann") as ann, desk.library("ben") as ben:
        add(ann)
        mark(ann, 0, 5, "risk", "mind this")
        desk.sync(ann)
        done = desk.sync(ben)
        assert done.pulled >= 2
        assert everything(ann) == everything(ben)
        (annotation,) = tagging.annotations(ben)
        assert (annotation.author, annotation.tags, annotation.note) == ("ann", ("risk",), "mind this")
        assert reading.article(ben, only(ben)).body == BODY
        assert [event.author for event in history.events(ben, limit=1)] == ["ann"]
