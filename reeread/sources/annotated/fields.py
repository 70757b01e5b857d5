"""Fields of foreign values, taken only if they are what they should be."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from reeread.model.arrival import Text
from reeread.model.errors import SourceError

_QUOTED = 60
_LARGEST = 2**31 - 1
"""No text is as long."""
_URN = "urn:uuid:"


class Unfit(SourceError):
    """A value that is not what its field should hold."""


def text(row: Mapping[str, Any], name: str, default: str | None = None) -> str:
    """Return a text.

    Raises:
        Unfit: It is none, or missing where there is no default; or it holds half a surrogate pair.
    """
    value = row.get(name, default)
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise Unfit(f"“{name}” is {_named(value)} and no text")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Unfit(f"“{name}” holds half a character") from error
    return value


def number(row: Mapping[str, Any], name: str, least: int = 0) -> int:
    """Return a whole number.

    Raises:
        Unfit: It is none, or too small.
    """
    value = row.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= _LARGEST:
        raise Unfit(f"“{name}” is {_named(value)} and no whole number from {least}")
    return value


def rows(row: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a list.

    Raises:
        Unfit: It is no list of objects.
    """
    value = row.get(name, [])
    if not isinstance(value, list):
        raise Unfit(f"“{name}” is {_named(value)} and no list")
    for one in value:
        if not isinstance(one, dict):
            raise Unfit(f"“{name}” holds {_named(one)}, which is no object")
        yield one


def texts(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts of a list, each once.

    Raises:
        Unfit: It is no list of texts.
    """
    value = row.get(name, [])
    if not isinstance(value, list):
        raise Unfit(f"“{name}” is {_named(value)} and no list")
    return tuple(dict.fromkeys(text({name: one}, name) for one in value))


def moment(row: Mapping[str, Any], name: str) -> str:
    """Return a time in UTC to the millisecond, "" where there is none; without a zone it is UTC.

    Raises:
        Unfit: It is no ISO date-time.
    """
    said = text(row, name, "")
    if not said:
        return ""
    try:
        read = datetime.fromisoformat(said)
        zoned = (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Unfit(f"“{name}” is “{said[:_QUOTED]}” and no date") from error
    # A library that wrote whole seconds gets them back.
    precision = "milliseconds" if zoned.microsecond or "." in said else "seconds"
    return zoned.replace(tzinfo=None).isoformat(timespec=precision) + "Z"


def uuid(said: str, *otherwise: object) -> str:
    """Return an id if it is a UUID, "urn:uuid:" aside; else one made of what else tells the thing apart."""
    try:
        return str(UUID(said.removeprefix(_URN).strip("{}")))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, "\x1f".join(map(str, ("reeread", said, *otherwise)))))


def about(target: str) -> Text:
    """Return the briefing that annotations with this target are about: told by its id, or by its address."""
    return Text(target, uuid(target)) if target.startswith(_URN) else Text(target, source=target)


def _named(value: object) -> str:
    return "missing" if value is None else f"“{str(value)[:_QUOTED]}”"
