"""Word documents: what stands in them, in order, with marks and notes."""

import pytest
from sources.packing import WORD, docx, packed, relations

from reeread.model.body import MarkKind, Parsed
from reeread.model.errors import SourceError
from reeread.sources import docx as importer
from reeread.sources import parse


def kinds(parsed: Parsed) -> list[tuple[str, int, str]]:
    """Return kind, level and text of each block."""
    return [(b.kind.value, b.level, parsed.body[b.start : b.end]) for b in parsed.blocks]


def p(text: str, style: str = "", more: str = "") -> str:
    """Return a paragraph."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def listed(text: str, id: int, depth: int) -> str:
    """Return an item of a list."""
    return p(text, more=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{id}"/></w:numPr>')


STYLES = (
    f"<w:styles {WORD}>"
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Mine"/><w:basedOn w:val="H2"/></w:style>'
    '<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>'
    '<w:style w:styleId="O"><w:name w:val="Odd"/><w:basedOn w:val="O"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    "</w:styles>"
)
NUMBERING = (
    f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="7">'
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    "</w:numbering>"
)


def test_blocks_follow_styles_and_lists() -> None:
    """Titles, headings (by their own style or the one below), quotations, numbered and nested items, rows."""
    body = (
        p("The title", "T")
        + p("Part", "Own")
        + p("Piece", "O")
        + p("Plain words.")
        + listed("third", 1, 0)
        + listed("below", 1, 1)
        + listed("fourth", 1, 0)
        + listed("dotted", 2, 0)
        + p("Quoted words.", "Q")
        + f"<w:tbl><w:tr><w:tc>{p('a')}</w:tc><w:tc>{p('b')}{p('c')}</w:tc></w:tr></w:tbl>"
        + p("")
    )
    assert kinds(importer.parse(docx(body, styles=STYLES, numbering=NUMBERING), "a.docx")) == [
        ("title", 1, "The title"),
        ("heading", 2, "Part"),
        ("heading", 3, "Piece"),
        ("paragraph", 0, "Plain words."),
        ("item", 1, "3. third"),
        ("item", 2, "3.i) below"),
        ("item", 1, "4. fourth"),
        ("item", 1, "• dotted"),
        ("quote", 0, "Quoted words."),
        ("paragraph", 0, "a | b c"),
    ]


def test_marks_and_changes() -> None:
    """Emphasis and links lie on their words; what was deleted or hidden is not there, what was inserted is."""
    body = (
        "<w:p><w:r><w:rPr><w:b/><w:i/></w:rPr><w:t>Bold</w:t></w:r>"
        '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve"> not, </w:t></w:r>'
        '<w:hyperlink r:id="rLink"><w:r><w:t>a link</w:t></w:r></w:hyperlink>'
        "<w:del><w:r><w:delText>deleted</w:delText></w:r></w:del><w:ins><w:r><w:t>, in</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK "https://d.e/"</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>, field</w:t><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    parsed = importer.parse(docx(body), "a.docx")
    assert parsed.body == "Bold not, a link, in, field"
    assert [(mark.kind, parsed.body[mark.start : mark.end], mark.target) for mark in parsed.marks] == [
        (MarkKind.EMPHASIS, "Bold", ""),
        (MarkKind.STRONG, "Bold", ""),
        (MarkKind.LINK, "a link", "https://a.b/c"),
        (MarkKind.LINK, ", field", "https://d.e/"),
    ]


def test_notes_stand_below_with_their_numbers() -> None:
    """A note is a paragraph at the end; where the text refers to it stands its number."""
    body = '<w:p><w:r><w:t>Words</w:t><w:footnoteReference w:id="5"/><w:t>.</w:t></w:r></w:p>'
    notes = f'<w:footnotes {WORD}><w:footnote w:id="5">{p("A note.")}</w:footnote></w:footnotes>'
    assert importer.parse(docx(body, footnotes=notes), "a.docx").body == "Words[1].\n\n[1] A note."


def test_text_boxes_come_once() -> None:
    """What Word writes twice, for old and new readers, is read once, behind its paragraph."""
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Words.</w:t><m:AlternateContent xmlns:m='m'><m:Choice>{box}</m:Choice>"
        f"<m:Fallback>{box}</m:Fallback></m:AlternateContent></w:r></w:p>"
    )
    assert importer.parse(docx(body), "a.docx").body == "Words.\n\nIn a box."


def test_a_document_says_who_and_when() -> None:
    """Title, author and date are those of the core properties."""
    core = (
        '<c:coreProperties xmlns:c="c" xmlns:dc="dc"><dc:title>On  ore</dc:title><dc:creator>Jo</dc:creator>'
        "<dc:created>2024-01-02T03:04:05Z</dc:created></c:coreProperties>"
    )
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "main.xml")),
        "main.xml": f"<w:document {WORD}><w:body>{p('Words.')}</w:body></w:document>",
        "docProps/core.xml": core,
    }
    meta = importer.parse(packed(parts), "a.docx").meta
    assert (meta.title, meta.byline, meta.published) == ("On ore", "Jo", "2024-01-02T03:04:05Z")


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"no archive", "not a readable ZIP"),
        (packed({"a.txt": "x"}), "no document"),
        (docx(""), "nothing to import"),
        (docx(p("&x;"), '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'), "DOCTYPE"),
        (docx(p("a" * 3_000_000)), "unpacks to far more"),
        (docx("<w:p>"), "not well-formed"),
        (packed({"_rels/.rels": relations(("r1", "officeDocument", "../../etc/passwd"))}), "out of itself"),
        (docx(p("Words."))[:400], "not a readable ZIP"),
    ],
)
def test_what_is_no_document_is_refused(raw: bytes, said: str) -> None:
    """Damage, bombs, entities and paths out of the archive are refused in one line, by the child too."""
    with pytest.raises(SourceError, match=said):
        importer.parse(raw, "a.docx")
    with pytest.raises(SourceError, match=said):
        parse(raw, "a.docx")


def test_deep_nesting_ends() -> None:
    """Elements in elements without end are read as deep as anybody writes them."""
    body = "<w:sdt>" * 5_000 + p("deep") + "</w:sdt>" * 5_000
    with pytest.raises(SourceError, match="nothing to import"):
        importer.parse(docx(p("") + body), "a.docx")
