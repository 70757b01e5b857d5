"""Books: the chapters in order, and no file but those of the archive."""

import pytest
from sources.packing import epub, packed

from reeread.model.errors import SourceError
from reeread.sources import epub as importer
from reeread.sources import parse

CHAPTER = '<?xml version="1.0"?><!DOCTYPE html><html><head><title>x</title></head><body>{}</body></html>'
CHAPTERS = {
    "two.xhtml": CHAPTER.format("<h1>Two</h1><p>Second <i>words</i>.</p>"),
    "one.xhtml": CHAPTER.format("<h1>One</h1><p>First&nbsp;words.<br/>A line.</p><ul><li>item</li></ul>"),
}


def test_chapters_come_in_the_order_of_reading() -> None:
    """The spine says the order, whatever the archive's is; a DOCTYPE of a chapter means nothing."""
    parsed = importer.parse(epub(CHAPTERS), "a.epub")
    assert parsed.body == "One\n\nFirst\u00a0words.\nA line.\n\n• item\n\nTwo\n\nSecond words."
    assert [block.kind.value for block in parsed.blocks] == [
        "title",
        "paragraph",
        "item",
        "heading",
        "paragraph",
    ]
    assert [parsed.body[mark.start : mark.end] for mark in parsed.marks] == ["words"]


def test_a_book_says_who_and_when() -> None:
    """Title, all authors, date and language are those of its package."""
    said = "<title>The book</title><creator>A</creator><creator>B</creator><date>2020-05-06T00:00</date>"
    meta = importer.parse(epub(CHAPTERS, said + "<language>en</language>"), "a.epub").meta
    assert (meta.title, meta.byline, meta.published, meta.language) == (
        "The book",
        "A, B",
        "2020-05-06",
        "en",
    )


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (epub(CHAPTERS, rootfile="../../../../etc/passwd"), "out of itself"),
        (epub({"../../../etc/passwd": "x"}), "out of itself"),
        (epub({"a.xhtml": " "}), "nothing to import"),
        (packed({"META-INF/container.xml": "<!DOCTYPE c [<!ENTITY a 'b'>]><container/>"}), "DOCTYPE"),
        (packed({"mimetype": "application/epub+zip"}), "no EPUB"),
    ],
    ids=["outside", "path", "nothing", "doctype", "no-container"],
)
def test_what_is_no_book_is_refused(raw: bytes, said: str) -> None:
    """Paths out of the archive, entities and nothing at all are refused in one line, by the child too."""
    with pytest.raises(SourceError, match=said):
        importer.parse(raw, "a.epub")
    with pytest.raises(SourceError, match=said):
        parse(raw, "a.epub")


def test_a_protected_chapter_is_refused() -> None:
    """What needs a key is said to."""
    members = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
        "META-INF/encryption.xml": '<e><EncryptedData><CipherReference URI="c.xhtml"/></EncryptedData></e>',
        "b.opf": '<package><manifest><item id="c" href="c.xhtml"/></manifest><spine><itemref idref="c"/></spine></package>',
        "c.xhtml": "<p>x</p>",
    }
    with pytest.raises(SourceError, match="protected"):
        importer.parse(packed(members), "a.epub")
