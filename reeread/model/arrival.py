"""Other people's annotations on their way in: what a file says, before it is known what of it is new."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reeread.model.annotation import AnchorState
from reeread.model.body import Parsed
from reeread.model.tag import Tag

State = Mapping[str, Any]
"""Fields of a thing as the library's log names them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A briefing that a file speaks of."""

    key: str
    """By which the marks of the file name it."""
    id: str = ""
    """The briefing's id in a library, "" if the file does not say."""
    source: str = ""
    """Where it came from: a path or an address."""
    parsed: Parsed | None = None
    """Its text with what it says of itself; None if the file has only the annotations."""
    added: str = ""
    version: int = 1
    state: State = field(default_factory=dict)
    """Its stacks, triage and grade, as far as the file says."""
    decisions: tuple[tuple[str, State], ...] = ()
    """What was decided on its suggestions: ids and states."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation of a file."""

    id: str
    """A UUID, the same each time the file is read."""
    text: str
    """The key of its briefing."""
    exact: str
    """The quote; empty where the annotation has none: then it is about a place, or about the whole briefing."""
    prefix: str = ""
    suffix: str = ""
    start: int | None = None
    """Where the passage begins in the text that the file means, in code points; None if it does not say."""
    end: int | None = None
    """Where it ends; needed only where there is no quote."""
    tags: tuple[str, ...] = ()
    note: str = ""
    author: str = ""
    """Empty where the file does not say: then it is who merges."""
    created: str = ""
    modified: str = ""
    state: AnchorState = AnchorState.ANCHORED
    more: State = field(default_factory=dict)
    """Grade and outcome, as the log has them."""


class Refused(NamedTuple):
    """Something of a file that cannot come in."""

    what: str
    """By which a reader finds it: an id, a quote, a place in the file."""
    why: str


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a file holds."""

    format: str
    tags: tuple[Tag, ...] = ()
    texts: tuple[Text, ...] = ()
    marks: tuple[Mark, ...] = ()
    rulings: tuple[tuple[str, State], ...] = ()
    """What was decided on claims: ids and states, passages by the keys of their briefings."""
    refused: tuple[Refused, ...] = ()


class Row(NamedTuple):
    """What becomes of one thing of a file."""

    kind: str
    """"briefing", "annotation", "tag", "decision" or "claim"."""
    what: str
    """A title, a quote, a name."""
    status: str
    """One of STATUSES."""
    why: str = ""


STATUSES = ("new", "changed", "unsure", "refused", "unchanged")
