"""What fuzzing begins with: sound sources of each kind, the five seeds, and files that somebody made to hurt."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from fuzz.targets import APART
from hostile import files
from sources import test_damage

_LARGEST = 4 * 1024
"""Bytes of a text that are taken: more of the same finds nothing new and costs time."""
_LARGEST_WHOLE = 32 * 1024
"""Bytes of a file that is worth nothing in part, and left out beyond."""
_ENDINGS = {
    ".txt": ("text", "markdown", "sniffed"),
    ".md": ("markdown", "html"),
    ".html": ("html", "epub parts", "sniffed"),
    ".xml": ("feed", "docx parts", "sniffed"),
    ".eml": ("mail", "mhtml", "mbox", "sniffed"),
    ".pdf": ("pdf",),
    ".docx": ("docx",),
    ".epub": ("epub",),
}
_WHOLE = (".pdf", ".docx", ".epub")
_WORD = (
    b"<w:p><w:pPr><w:pStyle w:val='Heading1'/><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr>"
    b"<w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>Words</w:t><w:tab/><w:br/><w:footnoteReference w:id='1'/></w:r>"
    b"<w:hyperlink r:id='rLink'><w:r><w:t>link</w:t></w:r></w:hyperlink><w:ins><w:r><w:t>in</w:t></w:r></w:ins>"
    b"<w:del><w:r><w:delText>out</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p>"
    b"</w:tc></w:tr></w:tbl>"
)
_STYLES = (
    b"<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:style w:type='paragraph' "
    b"w:styleId='Heading1'><w:name w:val='heading 1'/><w:basedOn w:val='Heading1'/><w:pPr><w:outlineLvl w:val='0'/>"
    b"</w:pPr></w:style></w:styles>"
)
_NUMBERING = (
    b"<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:abstractNum "
    b"w:abstractNumId='0'><w:lvl w:ilvl='0'><w:start w:val='3'/><w:numFmt w:val='decimal'/></w:lvl></w:abstractNum>"
    b"<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>"
)
_NOTES = (
    b"<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:footnote w:id='1'><w:p><w:r>"
    b"<w:t>note</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
_BOOK = (
    b"<title>A</title><creator>B</creator><date>2024-03-05</date><language>en</language>",
    b"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>A</h1><p>Words <em>here</em>.</p></body></html>",
)
PIECES: Mapping[str, Sequence[bytes]] = {
    "": (b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\n\n", b"\r", b"\xe2\x80\xa8", b"9" * 30, b"\x1b["),
    "html": (
        b"<", b">", b"</", b"<table><tr><td>", b"<p>", b"</p>", b"<li>", b"<ol start='-9'>", b"<blockquote>", b"<pre>",
        b"<a href='//a'>", b"<!--", b"-->", b"<![CDATA[", b"&#x110000;", b"&#0;", b"&amp", b"<svg>", b"<math>", b"<h1>",
        b"<time datetime='0000-00-00'>", b"<meta charset='utf-7'>", b"<script type='application/ld+json'>{", b"</body>",
    ),
    "markdown": (
        b"# ", b"> ", b"- ", b"1. ", b"```", b"~~~\n", b"[a](b)", b"[a]: b\n", b"|a|b|\n|-|-|\n", b"---\n", b"---\ntitle: ",
        b"![", b"](", b"<a", b"    ", b"\t", b"**", b"_", b"\\", b"&#x1F;", b"+++\n",
    ),
    "xml": (
        b"<", b"/>", b"</", b"<item>", b"<entry>", b"<guid>", b"<content type='xhtml'>", b"<content type='html'>",
        b"&lt;p&gt;", b"&#55296;", b"xmlns='a'", b"<?xml version='1.1' encoding='utf-16'?>", b"<!DOCTYPE a>", b"w:val='-1'",
        b"w:val='99999999999999999999'", b"<w:p>", b"<w:t>", b"<w:tbl>", b"<w:tc>", b"<w:r>", b"<w:footnoteReference w:id='1'/>",
    ),
    "mail": (
        b"\nContent-Type: ", b"multipart/mixed; boundary=", b"text/html; charset=", b"message/rfc822\n\n", b"--x", b"\n\n",
        b"=?utf-8?q?=ff?=", b"=?x?b?a?=", b"Content-Transfer-Encoding: base64\n", b"\nDate: ", b"Tue, 99 Xyz 99999 99:99:99 -9999",
        b"\nFrom x\n", b"\n>From ", b"\nSubject:", b"utf-7", b"iso-2022-jp", b"\xa0", b"uuencode", b"\nFrom: \"", b"<@>",
    ),
    "pdf": (b"obj", b"<<", b">>", b"/Length -1", b"/Kids [2 0 R]", b"/Count 99999999", b"stream\n", b"BT", b"ET", b"Tf", b"Td",
            b"/Encrypt 1 0 R", b"xref", b"trailer", b"0 0 0 0 re", b"1e38 ", b"(", b")", b"Tj"),
}  # fmt: skip
_SPEAKS = {
    "text": ("markdown",), "markdown": ("markdown", "html"), "html": ("html",), "epub parts": ("html", "xml"),
    "feed": ("xml", "html"), "docx parts": ("xml",), "docx": ("xml",), "epub": ("xml", "html"), "pdf": ("pdf",),
    "mail": ("mail", "html"), "mhtml": ("mail", "html"), "mbox": ("mail", "html"),
    "sniffed": ("html", "xml", "mail", "pdf", "markdown"),
}  # fmt: skip


def corpus(target: str, more: Path | None = None) -> list[bytes]:
    """Return the sources that the fuzzing of a target begins with.

    Args:
        target: Its name.
        more: A folder of further files, those of which it takes that end as the target's do.
    """
    found = [raw for name, raw in _samples().items() if target in (name, "sniffed")]
    if target == "docx parts":
        found.append(APART.join((_WORD, _STYLES, _NUMBERING, _NOTES)))
    if target == "epub parts":
        found.append(APART.join(_BOOK))
    texts = {name: text.encode("utf-8") for name, text in files.TEXTS.items()}
    for name, raw in [*texts.items(), *_seeds().items(), *_found(more)]:
        ending = Path(name).suffix.lower()
        if target in _ENDINGS.get(ending, ()):
            if ending not in _WHOLE:
                found.append(raw[:_LARGEST])
            elif len(raw) <= _LARGEST_WHOLE:
                found.append(raw)
    return found or [b"x"]


def pieces(target: str) -> list[bytes]:
    """Return what a target's sources are made of, to be put where it does not belong."""
    return [piece for kind in ("", *_SPEAKS[target]) for piece in PIECES[kind]]


def _samples() -> dict[str, bytes]:
    text = b"A title\n\nBy B. C.\n\nJapan agreed to invest $550 billion. Prices may rise 80%-90%.\n\n- one\n- two\n"
    return {**test_damage.SAMPLES, "text": text, "markdown": b"---\ntitle: A\n---\n# A\n\n" + text}


def _seeds() -> dict[str, bytes]:
    folder = Path(__file__).parents[2] / "seeds"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.txt"))}


def _found(folder: Path | None) -> list[tuple[str, bytes]]:
    if folder is None:
        return []
    return [(path.name, path.read_bytes()) for path in sorted(folder.rglob("*")) if path.is_file()]
