"""What one source holds: one briefing, or several as a mailbox or a feed does."""

from dataclasses import dataclass

from reeread.model.body import Parsed
from reeread.model.errors import SourceError


@dataclass(frozen=True, slots=True)
class Part:
    """One briefing of a source, or why it cannot be read."""

    key: str
    """What tells it from its neighbours for as long as it exists, e.g. a Message-ID; "" for a source that is one."""
    parsed: Parsed | None = None
    error: SourceError | None = None

    def named(self, source: str) -> str:
        """Return what the part is called: the source, with its key behind a "#" if it is one of several."""
        return f"{source}#{self.key}" if self.key else source
