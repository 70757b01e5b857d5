"""What kind of source bytes are, for those whose name does not say."""

import re
import struct
import zipfile
from io import BytesIO

_HEAD = 4096
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL)
_PAGE = re.compile(
    r"\s*(?:<\?xml.*?\?>\s*|<!--.*?-->\s*)*<(?:!DOCTYPE\s+html|html|head|body)\b", re.I | re.DOTALL
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|RDF|channel)\b", re.IGNORECASE)
_XML = re.compile(r"\s*(?:<\?xml\b|<!DOCTYPE\b)", re.IGNORECASE)
_MBOX = re.compile(rb"From [^\r\n]*\d\d:\d\d[^\r\n]*\r?\n[!-9;-~]+:")
_MAIL = re.compile(
    rb"(?:(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|DKIM-Signature|X-[\w-]+|From|To|Subject|Date"
    rb"|Reply-To|Sender|List-[\w-]+|Content-[\w-]+|ARC-[\w-]+):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n){3}",
    re.IGNORECASE,
)
_ARCHIVE = ("word/document.xml", "docx"), ("META-INF/container.xml", "epub")


def sniffed(raw: bytes) -> str | None:
    """Return the name of the format that the bytes show by themselves, None if they are text or nothing known.

    XML that is no page counts as a feed: that importer says what is wrong with it.
    """
    if raw.startswith(b"%PDF-"):
        return "pdf"
    if raw.startswith(b"PK\x03\x04"):
        return _archive(raw)
    if _MBOX.match(raw[:_HEAD]):
        return "mbox"
    if _MAIL.match(raw[: 4 * _HEAD]):
        return (
            "mhtml" if b"multipart/related" in raw[:_HEAD] and b"Snapshot-Content" in raw[:_HEAD] else "mail"
        )
    text = _text(raw[:_HEAD])
    if _PAGE.match(text):
        return "html"
    if _XML.match(text) or _FEED.match(text, _end(text)):
        return "feed"
    return None


def _end(text: str) -> int:
    match = _PROLOG.match(text)
    return match.end() if match else 0


def _text(head: bytes) -> str:
    """Return the beginning of a text in any encoding that keeps the letters of ASCII."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _archive(raw: bytes) -> str | None:
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, struct.error, ValueError, OSError, NotImplementedError):
        return None
    return next((format for name, format in _ARCHIVE if name in names), None)
