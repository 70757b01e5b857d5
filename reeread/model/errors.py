"""What can go wrong, said so that a reader knows what, where and what next."""


class ReereadError(Exception):
    """A failure with a message for people: what happened, where, and what to do next."""

    exit_code = 1

    def __init__(self, what: str, where: str = "", next_step: str = "") -> None:
        self.what = what
        self.where = where
        self.next_step = next_step
        super().__init__(str(self))

    def __str__(self) -> str:
        """Return one or two plain sentences."""
        place = f"{self.where}: " if self.where else ""
        hint = f" {self.next_step}" if self.next_step else ""
        return f"{place}{self.what}{hint}"


class SourceError(ReereadError):
    """A source that cannot be read or is refused."""


class StoreError(ReereadError):
    """A library file that cannot be opened, read or written."""


class ReadingOnly(StoreError):
    """A deed in a library that was opened for reading only, because that was wished."""


class NotFound(ReereadError):
    """An id, quote or tag that the library does not hold."""


class Ambiguous(ReereadError):
    """An id or quote that fits several things; the message lists them."""


class UsageError(ReereadError):
    """A request that makes no sense as asked."""

    exit_code = 2


class AlreadyDone(ReereadError):
    """A deed that would change nothing, because what it asks for is so already."""


class LibraryMissing(StoreError):
    """A library file that does not exist yet."""
