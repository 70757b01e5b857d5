"""Web pages: main text, blocks, marks and what the page says of itself."""

import pytest

from reeread.model.body import BlockKind, MarkKind, Parsed
from reeread.model.errors import SourceError
from reeread.sources import html, parse

WORDS = "more words that a reader would want to read in the morning, and then some others too."
PAGE = f"""<!DOCTYPE html><html lang="de-DE"><head><title>Main title - Site</title>
<meta charset="utf-8"><meta name="author" content="Jane Doe"><link rel="canonical" href="https://e.org/a">
<meta property="article:published_time" content="2024-05-06T10:00:00Z"></head><body>
<nav><a href="/">Home</a> <a href="/more">More</a></nav><article><h1>Main <em>title</em></h1><p>By Jane Doe</p>
<p>First <b>para</b> with <a href="https://x.y/z">a link to <i>a thing</i></a> and <code>code</code>, {WORDS}</p>
<h2>Part</h2><ul><li>one <a href="rel.html">item</a> of the list<ul><li>a nested one</li></ul></li>
<li><p>a paragraph in an item</p></li></ul><ol><li>first</li><li>second</li></ol>
<blockquote><p>Quoted words stand here.</p><p>And here.</p></blockquote>
<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>two <a href="javascript:alert(1)">links</a></td></tr></table>
<p>Line one<br>and line two, {WORDS}</p></article><footer>About us</footer><script>alert(1)</script></body></html>"""


def kinds(parsed: Parsed) -> list[tuple[str, int, str]]:
    """Return kind, level and text of each block."""
    return [(b.kind.value, b.level, parsed.body[b.start : b.end]) for b in parsed.blocks]


def test_blocks_of_a_page() -> None:
    """Headings, items, quotations and rows are blocks of their kinds; menus and scripts are not there."""
    assert kinds(html.parse(PAGE.encode(), "a.html")) == [
        ("title", 1, "Main title"),
        ("byline", 0, "By Jane Doe"),
        ("paragraph", 0, f"First para with a link to a thing and code, {WORDS}"),
        ("heading", 2, "Part"),
        ("item", 1, "• one item of the list"),
        ("item", 2, "• a nested one"),
        ("item", 1, "• a paragraph in an item"),
        ("item", 1, "1. first"),
        ("item", 1, "2. second"),
        ("quote", 0, "Quoted words stand here."),
        ("quote", 0, "And here."),
        ("paragraph", 0, "A | B"),
        ("paragraph", 0, "1 | two links"),
        ("paragraph", 0, f"Line one\nand line two, {WORDS}"),
    ]


def test_marks_of_a_page() -> None:
    """Emphasis, code and links lie on their words; relative links are joined, other schemes dropped."""
    parsed = html.parse(PAGE.encode(), "a.html")
    assert [(mark.kind, parsed.body[mark.start : mark.end], mark.target) for mark in parsed.marks] == [
        (MarkKind.EMPHASIS, "title", ""),
        (MarkKind.STRONG, "para", ""),
        (MarkKind.LINK, "a link to a thing", "https://x.y/z"),
        (MarkKind.EMPHASIS, "a thing", ""),
        (MarkKind.CODE, "code", ""),
        (MarkKind.LINK, "item", "https://e.org/rel.html"),
    ]


def test_what_a_page_says_of_itself() -> None:
    """Title, author, date, language and address come from the head."""
    meta = html.parse(PAGE.encode(), "a.html").meta
    assert (meta.title, meta.title_derived, meta.byline) == ("Main title", False, "Jane Doe")
    assert (meta.published, meta.language, meta.address) == ("2024-05-06", "de-DE", "https://e.org/a")


def test_a_page_without_main_text_is_shown_whole() -> None:
    """What is only a footer is kept, and said."""
    parsed = html.parse(b"<html><body><footer><p>Words of the foot.</p></footer></body></html>", "a.html")
    assert [(block.kind, parsed.body) for block in parsed.blocks] == [
        (BlockKind.PARAGRAPH, "Words of the foot.")
    ]
    assert "whole page" in parsed.warnings[0]


def test_the_declared_encoding_is_tried() -> None:
    """A page in a code page that it names is read by it; bytes that a person names otherwise, by that."""
    page = "<html><head><meta charset=windows-1251></head><body><p>Москва и море.</p></body></html>"
    raw = page.encode("cp1251")
    assert (html.parse(raw, "a.html").body, html.parse(raw, "a.html").encoding) == (
        "Москва и море.",
        "cp1251",
    )
    assert html.parse(page.encode("utf-16"), "a.html").body == "Москва и море."
    assert html.parse(raw, "a.html", encoding="latin-1").body != "Москва и море."


def test_a_page_with_a_declaration_of_xml_is_read() -> None:
    """XHTML names its encoding in a first line of its own."""
    page = '<?xml version="1.0" encoding="utf-8"?><html xml:lang="fr"><body><p>Déjà vu.</p></body></html>'
    assert html.parse(page.encode(), "a.xhtml").body == "Déjà vu."


@pytest.mark.parametrize("page", ["<html></html>", "<script>x</script>", "<!-- nothing -->"])
def test_no_text_is_nothing_to_import(page: str) -> None:
    """A page that shows nothing is refused."""
    with pytest.raises(SourceError, match="nothing to import"):
        html.parse(page.encode(), "a.html")


def test_without_its_package_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what is missing and how to have it."""
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    with pytest.raises(SourceError, match=r"pip install 'reeread\[web\]'"):
        html.parse(PAGE.encode(), "a.html")


def test_a_child_process_gives_the_same() -> None:
    """What comes back from the child is what the parser made, with the raw bytes."""
    apart, here = parse(PAGE.encode(), "a.html"), html.parse(PAGE.encode(), "a.html")
    assert (apart.body, apart.blocks, apart.marks) == (here.body, here.blocks, here.marks)
    assert (apart.meta, apart.warnings, apart.raw) == (here.meta, here.warnings, PAGE.encode())
