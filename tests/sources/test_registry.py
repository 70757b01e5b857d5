"""Parsing by name or by wish: the right format, and the raw bytes kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.model.body import Parsed
from reeread.model.errors import SourceError, UsageError
from reeread.sources import parse


@pytest.mark.parametrize(
    ("name", "wish", "format"),
    [
        ("a.txt", None, "text"),
        ("A.MD", None, "markdown"),
        ("a", None, "text"),
        ("a.log", "html", "html"),
        ("a.HTM", None, "html"),
        ("a.txt", "markdown", "markdown"),
    ],
)
def test_format_comes_from_the_wish_or_the_ending(name: str, wish: str | None, format: str) -> None:
    """What is asked for goes before the ending; without either it is text."""
    assert parse(b"# A\n\nText here.</p>", name, format=wish).format == format


def test_an_unknown_format_is_refused() -> None:
    """The message lists the formats there are."""
    with pytest.raises(UsageError, match="markdown"):
        parse(b"x", "a.txt", format="wordperfect")


def test_a_refusal_names_the_source() -> None:
    """An error of decoding says which source it was."""
    with pytest.raises(SourceError) as caught:
        parse(b"", "empty.txt")
    assert caught.value.where == "empty.txt"


def test_plain_text_is_left_as_it_is() -> None:
    """The body is the decoded text with newlines as \\n, the raw bytes and the encoding are kept."""
    raw = "One\u00a0line.\r\n\r\n  Two \u200b(opens in a new tab).\n".encode("utf-16")
    parsed = parse(raw, "a.txt")
    assert parsed.body == "One\u00a0line.\n\n  Two \u200b(opens in a new tab).\n"
    assert (parsed.raw, parsed.encoding) == (raw, "utf-16-le")
    assert [mark.kind.value for mark in parsed.marks] == ["furniture"]


def holds_together(parsed: Parsed) -> None:
    """Assert that blocks and marks lie inside the body, blocks in order."""
    end = 0
    for block in parsed.blocks:
        assert end <= block.start < block.end <= len(parsed.body)
        end = block.end
    assert all(0 <= mark.start < mark.end <= len(parsed.body) for mark in parsed.marks)


PIECES = (
    *(
        "# ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "```\n",
        "|a|b|\n|-|-|\n",
        "*",
        "**",
        "`",
        "[",
        "![",
        "~~",
        "\\",
        "&amp;",
    ),
    *(
        "](http://a.b)",
        "](javascript:x)",
        "---\n",
        "title: x\n",
        "<b>",
        "<!--",
        "word ",
        "Two. ",
        "\n",
        "\n\n",
    ),
    *("\0", "\u202e"),
)
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(st.one_of(MARKDOWN, st.text(max_size=80)), st.sampled_from(["text", "markdown"]))
def test_any_text_gives_blocks_and_marks_inside_its_body(text: str, format: str) -> None:
    """Whatever the text and the format, there is a well-formed result or nothing to import."""
    try:
        holds_together(parse(text.encode("utf-8"), "x", format=format))
    except SourceError as error:
        assert "nothing to import" in str(error) or "not text" in str(error)
