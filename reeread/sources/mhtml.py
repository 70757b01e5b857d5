"""Web pages that a browser saved with all that belongs to them (MHTML)."""

from reeread.model.body import Parsed
from reeread.model.errors import SourceError
from reeread.sources import html
from reeread.sources.addresses import is_web
from reeread.sources.mail_parts import content, header, message_of, said
from reeread.sources.writer import with_meta

_PAGES = ("text/html", "application/xhtml+xml")


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the main text of the saved page; pictures, frames and styles that were saved with it are passed over.

    Raises SourceError if there is no page in it, or trafilatura is not installed.
    """
    message = message_of(raw)
    page = next((part for part in message.walk() if part.get_content_type() in _PAGES), None)
    if page is None:
        raise SourceError("is no saved page: there is no HTML in it.")
    places = (header(message, "Snapshot-Content-Location"), header(page, "Content-Location"))
    address = next(filter(is_web, places), "")
    decoded = content(page, encoding)
    parsed = html.page(decoded.text, address or name, decoded.warnings, decoded.encoding)
    told = {} if parsed.meta.title and not parsed.meta.title_derived else {"title": said(message)["title"]}
    meta = with_meta(parsed.meta, **told, address=parsed.meta.address or address)
    return parsed._replace(meta=meta, format="mhtml")
