"""An article in the library."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from reeread.model.body import Block, Mark
from reeread.model.grades import Reliability


class Triage(StrEnum):
    """What a reader has done with a briefing."""

    NEW = "new"
    LATER = "later"
    DONE = "done"


class TagCount(NamedTuple):
    """How many annotations bear a tag."""

    tag: str
    number: int


class Briefing(NamedTuple):
    """One article as lists show it."""

    id: str
    title: str
    title_derived: bool
    source: str
    """Path, address or "-" that it was added from."""
    published: str
    byline: str
    added: str
    """ISO date-time in UTC with Z."""
    characters: int
    """Length of the body in code points."""
    sentences: int
    annotations: int
    stacks: tuple[str, ...] = ()
    state: Triage = Triage.NEW
    tags: tuple[TagCount, ...] = ()
    """Those that its annotations bear, in the order of the codebook."""
    grade: Reliability | None = None
    """How far its source can be relied on."""
    copy_of: str = ""
    """The id of the briefing that came in first of all those of which this one is a copy."""

    @property
    def minutes(self) -> int:
        """Return the time to read it in whole minutes, at 1,000 characters a minute, at least one."""
        return max(1, round(self.characters / 1000))


class Head(NamedTuple):
    """What each passage of a briefing is printed with."""

    id: str
    title: str
    source: str
    published: str
    grade: str
    """A letter, or nothing."""


class Article(NamedTuple):
    """One version of a briefing with its body: what the reader shows."""

    briefing: Briefing
    version: str
    body: str
    blocks: Sequence[Block]
    """Ordered; built as they are asked for when they come from the store."""
    marks: Sequence[Mark]
    sha256: str
    """Of the body in UTF-8."""
    warnings: tuple[str, ...] = ()
    language: str = ""
    address: str = ""
    """Where the source itself says that it comes from."""
    format: str = "text"
    """What the source was read as."""
    encoding: str = "utf-8"
