"""Mailboxes (.mbox): each message is a briefing."""

import re
from collections.abc import Iterator

from reeread.model.errors import SourceError
from reeread.sources.mail_parts import header, message_of, parsed_message
from reeread.sources.part import Part

_START = re.compile(rb"^From [^\r\n]*\r?\n", re.MULTILINE)
_BEFORE = (b"\n\n", b"\r\n\r\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LONGEST_KEY = 200


def parts(raw: bytes, name: str, *, encoding: str | None = None) -> Iterator[Part]:
    """Yield the messages; the key of one is its Message-ID, else its number from 1.

    Raises SourceError if it is no mailbox.
    """
    taken: set[str] = set()
    number = 0
    for number, one in enumerate(_messages(raw), 1):
        try:
            message = message_of(one)
        except SourceError as error:
            yield Part(str(number), error=error)
            continue
        key = header(message, "Message-ID").strip().strip("<>")[:_LONGEST_KEY]
        key = str(number) if not key or key in taken else key
        taken.add(key)
        try:
            yield Part(key, parsed_message(message, one, encoding))
        except SourceError as error:
            yield Part(key, error=error)
    if not number:
        raise SourceError("is no mailbox: no message begins in it.")


def _messages(raw: bytes) -> Iterator[bytes]:
    """Yield the messages of a mailbox without what parts them, so that the last stays as it is when others come."""
    starts = [
        match
        for match in _START.finditer(raw)
        if match.start() == 0 or raw[max(0, match.start() - 4) : match.start()].endswith(_BEFORE)
    ]
    ends = [*(match.start() for match in starts[1:]), len(raw)][: len(starts)]
    for match, end in zip(starts, ends, strict=True):
        yield _QUOTED.sub(rb"\1", raw[match.end() : end]).rstrip(b"\r\n") + b"\n"
