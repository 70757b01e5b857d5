"""Markdown: text, blocks, marks and front matter."""

import pytest

from reeread.model.body import BlockKind, MarkKind, Parsed
from reeread.model.errors import SourceError
from reeread.sources import parse

PAGE = b"""---
title: "The front: title"
author: Jane Doe
date: 2025-10-29
source: https://example.org/a
tags:
  - one
---
# Heading *one*

By Somebody Else

A [good](https://a.b/c) and a [bad](javascript:alert(1)) link, `code` and **strong *both***
over two lines, ~~gone~~ &amp; <b>raw</b>.

1. first
2. second
   - nested

> quoted
> text

| a | b |
|---|---|
| 1 | 2 |

```
x = 1
```

<!-- a comment -->
"""


def kinds(parsed: Parsed) -> list[tuple[str, int, str]]:
    """Return kind, level and text of each block."""
    return [(b.kind.value, b.level, parsed.body[b.start : b.end]) for b in parsed.blocks]


def test_blocks_of_a_page() -> None:
    """Headings, paragraphs, items, quotations, table rows and code become blocks; a comment is furniture."""
    assert kinds(parse(PAGE, "a.md")) == [
        ("title", 1, "Heading one"),
        ("byline", 0, "By Somebody Else"),
        (
            "paragraph",
            0,
            "A good and a bad link, code and strong both over two lines, ~~gone~~ & <b>raw</b>.",
        ),
        ("item", 1, "1. first"),
        ("item", 1, "2. second"),
        ("item", 2, "• nested"),
        ("quote", 0, "quoted text"),
        ("paragraph", 0, "a | b"),
        ("paragraph", 0, "1 | 2"),
        ("paragraph", 0, "x = 1"),
        ("furniture", 0, "<!-- a comment -->"),
    ]


def test_marks_of_a_page() -> None:
    """Marks lie on their words; a link is one only with an address of http, https or mailto."""
    parsed = parse(PAGE, "a.md")
    assert [(mark.kind, parsed.body[mark.start : mark.end], mark.target) for mark in parsed.marks] == [
        (MarkKind.EMPHASIS, "one", ""),
        (MarkKind.LINK, "good", "https://a.b/c"),
        (MarkKind.CODE, "code", ""),
        (MarkKind.STRONG, "strong both", ""),
        (MarkKind.EMPHASIS, "both", ""),
        (MarkKind.CODE, "x = 1", ""),
    ]


def test_front_matter_goes_before_what_the_text_shows() -> None:
    """Title, author, date and source of the front matter are the meta, and it is no part of the body."""
    meta = parse(PAGE, "a.md").meta
    assert (meta.title, meta.title_derived, meta.byline) == ("The front: title", False, "Jane Doe")
    assert (meta.published, meta.address) == ("2025-10-29", "https://example.org/a")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\nNo pair here\n\n---\nText.\n", "No pair here\n\nText."),
        ("---\ntitle: never closed\n", "title: never closed"),
        ("---\n---\nText.\n", "Text."),
        ("Text.\n\n---\ntitle: too late\n---\n", "Text.\n\ntitle: too late"),
    ],
)
def test_what_only_looks_like_front_matter_is_text(text: str, body: str) -> None:
    """Without pairs, a closing line or at another place than the top nothing is taken out of the body."""
    assert parse(text.encode(), "a.md").body == body


def test_markdown_without_text_is_nothing_to_import() -> None:
    """A file of a picture and a line has no body."""
    with pytest.raises(SourceError, match="nothing to import"):
        parse(b"![](picture.png)\n\n---\n", "a.md")


@pytest.mark.parametrize(
    "address",
    ["javascript:x", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "/local", "JaVaScRiPt:x"],
)
def test_no_other_scheme_is_a_link(address: str) -> None:
    """The words stay, the address is gone."""
    parsed = parse(f"See [this]({address}) and ![that]({address}).".encode(), "a.md")
    assert (parsed.body, parsed.marks) == ("See this and that.", ())


def test_title_is_the_first_heading_of_level_one_or_one_above_all_prose() -> None:
    """A heading below prose is no title unless it is of level one."""
    assert parse(b"## Sub\n\n# Main\n\nText.", "a.md").meta.title == "Main"
    assert parse(b"## Sub\n\nText.", "a.md").meta.title == "Sub"
    assert parse(b"Text.\n\n## Sub\n\nMore.", "a.md").meta.title_derived


@pytest.mark.parametrize(
    "text",
    [">" * 20_000 + " x", "- " * 5_000 + "x", ">" * 20_000 + " x\n" + "[" * 20_000],
    ids=["quotes", "lists", "both"],
)
def test_deep_nesting_is_read_as_plain_text(text: str) -> None:
    """What the parser would drop is kept as it is, and said."""
    parsed = parse(text.encode(), "a.md")
    assert parsed.body == text
    assert "plain text" in parsed.warnings[-1]


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "*a " * 20_000, "![" * 10_000, "_a__ " * 10_000, "`" * 9_999 + " `" * 9_999],
    ids=["brackets", "stars", "pictures", "underscores", "ticks"],
)
def test_long_runs_of_marks_come_through(text: str) -> None:
    """Runs that make careless parsers go back over themselves give one paragraph."""
    parsed = parse(text.encode(), "a.md")
    assert [block.kind for block in parsed.blocks] == [BlockKind.PARAGRAPH]
