"""PDF: the text of the pages, its lines joined to paragraphs, page numbers and running heads marked."""

import re
from typing import Any

from reeread.extras import needed
from reeread.model.body import Parsed
from reeread.model.errors import SourceError
from reeread.sources import pdf_lines
from reeread.sources.pdf_paragraphs import hyphened, paragraphs, text_of
from reeread.sources.writer import Writer, finished, with_meta

_MOST_PAGES = 10_000
_DATE = re.compile(
    r"D:(?P<day>\d{8})(?P<time>\d{6})?(?P<zone>Z|[+-]\d\d'?\d\d'?)?",
)
_NO_TITLE = re.compile(
    r"(?:untitled.*|microsoft \w+ - .*|.*\.(?:docx?|tex|dvi|indd|qxd|pptx?|xlsx?|pdf|rtf|odt|html?)|\W*)\Z",
    re.IGNORECASE,
)


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the text of a document with what it says of itself.

    Raises SourceError if it is damaged, needs a password, has no text (as scanned pages have none), or pypdfium2 is not
    installed.
    """
    with needed("pdf", "A PDF"):
        import pypdfium2 as pdfium
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        raise _refusal(error) from error
    try:
        pages = len(document)
        if pages > _MOST_PAGES:
            raise SourceError(f"has {pages:,} pages, more than can be read ({_MOST_PAGES:,}).")
        found = list(pdf_lines.lines(document))
        said = _said(document)
    except pdfium.PdfiumError as error:
        raise SourceError(f"is damaged: {str(error)[:100]}.") from error
    finally:
        document.close()
    if not found:
        raise SourceError(
            "has no text: its pages are pictures.", next_step="Let a program recognise it, e.g. ocrmypdf."
        )
    words = hyphened(found)
    junk = pdf_lines.furniture(found, pages)
    writer = Writer()
    for one in paragraphs(found, junk, pdf_lines.usual_size(found)):
        writer.begin(one.kind, one.level)
        writer.words(text_of(one, words))
    parsed = finished(writer, "pdf")
    return parsed._replace(meta=with_meta(parsed.meta, **said))


def _refusal(error: Exception) -> SourceError:
    if "password" in str(error).lower():
        return SourceError("needs a password.", next_step="Take the password off and add it again.")
    return SourceError("is no PDF, or too damaged to be read.")


def _said(document: Any) -> dict[str, str]:
    """Return what the document says of itself; a title that a program made up is none."""
    title = _value(document, "Title").strip()
    return {
        "title": "" if _NO_TITLE.match(title) else title,
        "byline": _value(document, "Author"),
        "published": _date(_value(document, "CreationDate")),
    }


def _value(document: Any, key: str) -> str:
    """Return what the document says under a key, "" where it is no text: half a character, as damage leaves."""
    try:
        return str(document.get_metadata_value(key)).replace("\0", "")
    except UnicodeDecodeError:
        return ""


def _date(text: str) -> str:
    """Return a date of a PDF, such as D:20240103093826+01'00', as ISO date-time."""
    match = _DATE.match(text)
    if match is None:
        return ""
    day, time, zone = match["day"], match["time"], (match["zone"] or "").replace("'", "")
    if not ("01" <= day[4:6] <= "12" and "01" <= day[6:] <= "31"):
        return ""
    date = f"{day[:4]}-{day[4:6]}-{day[6:]}"
    if not time or not zone:
        return date
    zone = "Z" if zone == "Z" else f"{zone[:3]}:{zone[3:]}"
    return f"{date}T{time[:2]}:{time[2:4]}:{time[4:]}{zone}"
