"""The parts of a message: which of them is the text, and what it says of itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from reeread.model.body import Parsed
from reeread.model.errors import SourceError
from reeread.sources import plain
from reeread.sources.html_blocks import write
from reeread.sources.html_tree import tree
from reeread.sources.writer import Writer, finished, with_meta
from reeread.text.decode import Decoded, decode

_DEEPEST = 20
_MOST = 500
_SHOWN = 5
_SHORT = 0.25
"""A text part that is shorter than this share of the HTML beside it only says that there is one."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The parts of a message that may be its text, and the names of what is attached."""

    plain: list[Message]
    html: list[Message]
    attached: list[str]


def message_of(raw: bytes) -> Message:
    """Return a message. Raises SourceError if its parts are nested without end."""
    try:
        return BytesParser().parsebytes(raw)
    except RecursionError as error:
        raise _too_deep() from error
    except (MessageError, ValueError, AttributeError, IndexError) as error:
        raise SourceError("is a damaged message.") from error


def parsed_message(message: Message, raw: bytes, encoding: str | None) -> Parsed:
    """Return the text of a message: its text parts, else its HTML; what is attached is named in a warning.

    Raises SourceError if there is no text, or its parts are nested too deep or are too many.
    """
    found = _Found([], [], [])
    for count, (part, depth) in enumerate(_leaves(message, 0)):
        if depth > _DEEPEST or count > _MOST:
            raise _too_deep()
        _sort(part, found)
    if not found.plain and not found.html:
        raise SourceError("nothing to import: the message has no text.")
    parsed = _text(found, encoding)
    if found.attached:
        names = ", ".join(f"“{name}”" for name in found.attached[:_SHOWN])
        more = f" and {len(found.attached) - _SHOWN} more" if len(found.attached) > _SHOWN else ""
        parsed = parsed._replace(warnings=(*parsed.warnings, f"Attachments are left out: {names}{more}."))
    return parsed._replace(meta=with_meta(parsed.meta, **said(message)), format="mail", raw=raw)


def said(message: Message) -> dict[str, str]:
    """Return what a message says of itself: subject, sender and date."""
    sender = getaddresses([header(message, "From")])[:1]
    return {
        "title": header(message, "Subject"),
        "byline": next((name or address for name, address in sender), ""),
        "published": _date(header(message, "Date")),
        "language": header(message, "Content-Language")[:35],
    }


def header(message: Message, name: str) -> str:
    """Return a header with its encoded words decoded; "" if there is none."""
    value = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    return _words(str(value).encode("utf-8", "surrogateescape").decode("utf-8", "replace"))


def content(part: Message, encoding: str | None) -> Decoded:
    """Return the text of a part; its declared charset is tried first."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    declared = part.get_content_charset()
    return decode(data, encoding, declared if declared != "us-ascii" else None)


def _leaves(part: Message, depth: int) -> Iterator[tuple[Message, int]]:
    """Yield the parts that hold no others; a message inside is attached, whatever is in it."""
    if not part.is_multipart() or part.get_content_maintype() == "message" or depth > _DEEPEST:
        yield part, depth
        return
    for inner in part.get_payload():
        if isinstance(inner, Message):
            yield from _leaves(inner, depth + 1)


def _sort(part: Message, found: _Found) -> None:
    kind = part.get_content_type()
    name = _file_name(part)
    if kind.startswith("text/") and part.get_content_disposition() != "attachment":
        if kind == "text/html":
            found.html.append(part)
            return
        if kind in ("text/plain", "text/markdown", "text/enriched") or not name:
            found.plain.append(part)
            return
    if part.get_content_disposition() == "attachment" or kind.startswith("message/"):
        found.attached.append(name or kind)


def _file_name(part: Message) -> str:
    try:
        return _words(part.get_filename() or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _words(value: str) -> str:
    """Return a header's value decoded, as it is if that fails."""
    try:
        pieces = decode_header(value)
    except (MessageError, ValueError):
        return value
    return "".join(_word(piece, charset) for piece, charset in pieces)


def _word(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        return piece.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):
        return piece.decode("latin-1")


def _text(found: _Found, encoding: str | None) -> Parsed:
    """Return the text parts together, unless they only say that there is HTML."""
    texts = [decoded for decoded in _decoded(found.plain, encoding) if decoded.text.strip()]
    pages = _decoded(found.html, encoding)
    writer = Writer()
    for page in pages:
        write(tree(page.text), writer)
    words = sum(len(decoded.text.split()) for decoded in texts)
    if writer.length and words < _SHORT * len("".join(writer.parts).split()):
        return finished(writer, "mail", warnings=_warnings(pages), encoding=pages[0].encoding)
    if not texts:
        raise SourceError("nothing to import: the message has no text.")
    joined = "\n\n".join(decoded.text.strip("\n") for decoded in texts)
    parsed = plain.parse(joined.encode("utf-8", "replace"), "", encoding="utf-8")
    return parsed._replace(warnings=(*_warnings(texts), *parsed.warnings), encoding=texts[0].encoding)


def _decoded(parts: list[Message], encoding: str | None) -> list[Decoded]:
    """Return those of the parts that hold text."""
    found = []
    for part in parts:
        try:
            found.append(content(part, encoding))
        except SourceError:
            if len(parts) == 1 and encoding:
                raise
    return found


def _warnings(decoded: list[Decoded]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(warning for one in decoded for warning in one.warnings))


def _date(text: str) -> str:
    """Return the date of a header as ISO date-time, "" if it cannot be read."""
    try:
        found: datetime = parsedate_to_datetime(text)
        return found.isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _too_deep() -> SourceError:
    return SourceError("has parts nested too deep or too many to be read.")
