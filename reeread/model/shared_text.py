"""The text of one version as libraries hand it to each other."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedText:
    """A text with all that was read in it; its id says what it is, so that each need be sent only once."""

    id: str
    meta: str
    """Title, byline, dates, format and the like, as JSON."""
    body: bytes
    """zlib of UTF-8."""
    blocks: bytes
    marks: bytes | None
    highlights: bytes
    raw: bytes | None
    """zlib of the bytes as they came in; None where they are the body."""
