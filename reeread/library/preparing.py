"""All that can be done with a source before the library is locked: reading, cutting into sentences, compressing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from reeread.model.body import Parsed
from reeread.model.briefing import Briefing
from reeread.model.errors import ReereadError, SourceError
from reeread.model.extraction import Highlight
from reeread.store import versions

Keep = Callable[[tuple[Highlight, ...]], tuple[Highlight, ...]]
"""What is kept of the sentences as our own extractor read them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source."""

    source: str
    """As it was named."""
    status: str
    """"added", "unchanged" or "failed"."""
    briefing: Briefing | None = None
    """The new one, or the one that has had these bytes all along."""
    warnings: tuple[str, ...] = ()
    error: ReereadError | None = None
    revised: bool = False
    """Whether it is a new version of a briefing that was there."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A source as it came, not read yet."""

    source: str
    raw: bytes
    format: str | None
    encoding: str | None


@dataclass(frozen=True, slots=True)
class Read:
    """A source on its way into the library."""

    source: str
    raw: bytes
    digest: bytes
    prepared: versions.Prepared | None = None
    """None when the library has had these bytes."""


def read(loaded: Loaded, keep: Keep = tuple) -> Read | Outcome:
    """Return a source that is one briefing with its sentences, or why it cannot be read.

    It needs no library, so that another process can do it.
    """
    from reeread import sources

    try:
        parsed = sources.parse(loaded.raw, loaded.source, format=loaded.format, encoding=loaded.encoding)
        return prepared(loaded.source, loaded.raw, parsed, keep)
    except Exception as error:
        return failed(loaded.source, error)


def prepared(source: str, raw: bytes, parsed: Parsed, keep: Keep) -> Read:
    """Return a parsed source with its sentences."""
    from reeread.extract import extract, suggests_tags
    from reeread.library.minds import methods
    from reeread.library.suggesting import NO_CUES

    if not suggests_tags(parsed.body):
        parsed = parsed._replace(warnings=(*parsed.warnings, NO_CUES))
    found = keep(extract(parsed.body, parsed.blocks, published=parsed.meta.published))
    made = versions.prepared(parsed, raw, found, methods())
    return Read(source, raw, hashlib.sha256(raw).digest(), made)


def set_aside(loaded: Loaded, why: str) -> Outcome:
    """Return that a source took the process down that read it."""
    return failed(loaded.source, SourceError(why, loaded.source, "The others are not concerned."))


def failed(source: str, error: Exception) -> Outcome:
    """Return that a source could not be read: whatever goes wrong in it concerns this source only."""
    if isinstance(error, ReereadError):
        return Outcome(source, "failed", error=error)
    if isinstance(error, MemoryError):
        return Outcome(source, "failed", error=SourceError("would take more memory than there is.", source))
    fault = SourceError(
        f"It cannot be read ({type(error).__name__}: {error}).",
        source,
        "This is a fault of reeread: please report it with the file.",
    )
    return Outcome(source, "failed", error=fault)
