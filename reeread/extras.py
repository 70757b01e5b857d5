"""Packages that not every reader has: what is missing is said with the command that installs it."""

from collections.abc import Iterator
from contextlib import contextmanager

from reeread.model.errors import ReereadError, SourceError


@contextmanager
def needed(extra: str, what: str, kind: type[ReereadError] = SourceError) -> Iterator[None]:
    """Turn a failing import into an error that names the command which installs the extra.

    Args:
        extra: One of the optional dependencies of pyproject.toml, e.g. "web".
        what: What cannot be read or written without it, e.g. "A web page".
        kind: Which error.
    """
    try:
        yield
    except ImportError as error:
        package = f" ({error.name})" if error.name else ""
        raise kind(
            f"{what} needs a package that is not installed{package}.",
            next_step=f"Install it: pip install 'reeread[{extra}]'",
        ) from error
