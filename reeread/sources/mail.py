"""Messages (.eml)."""

from reeread.model.body import Parsed
from reeread.sources.mail_parts import message_of, parsed_message


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the text of a message with its subject, sender and date.

    Raises SourceError if there is no text, or its parts are nested without end.
    """
    return parsed_message(message_of(raw), raw, encoding)
