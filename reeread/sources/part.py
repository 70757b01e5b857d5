"""What one source holds: one briefing, or several as a mailbox or a feed does."""

from dataclasses import dataclass

from reeread.model.body import Parsed
from reeread.model.errors import SourceError

_KEPT_APART = {ord("%"): "%25", ord("/"): "%2F", ord("\\"): "%5C", 0: "%00"}
"""A key is no path, whoever wrote it: it must not lead to the place of another source."""


@dataclass(frozen=True, slots=True)
class Part:
    """One briefing of a source, or why it cannot be read."""

    key: str
    """What tells it from its neighbours for as long as it exists, e.g. a Message-ID; "" for a source that is one."""
    parsed: Parsed | None = None
    error: SourceError | None = None

    def named(self, source: str) -> str:
        """Return what the part is called: the source, with its key behind a "#" if it is one of several."""
        return f"{source}#{self.key.translate(_KEPT_APART)}" if self.key else source
