"""Text from outside inside Markdown."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reeread.export.escaping import Markdown, markdown
from reeread.text import display

READER = MarkdownIt("gfm-like", {"html": True, "typographer": False})
HOSTILE = [
    "# heading", "```\nfence\n```", "~~~", "- item", "+ item", "1. item", "12) item", "> quote", "<b>bold</b>", "<!-- c -->",
    "[text](http://x.test)", "![img](x.png)", "[[wiki]]", "![[embed]]", "*a* _b_ **c** ~~d~~ `e`", "| a | b |\n|---|---|",
    "---\ntitle: x\n---", "Title\n===", "$x$ and $5", "&amp; &#x41;", "http://x.test/a_b www.x.test mail@x.test example.com",
    "==mark== %%comment%% ^sup^ :smile: {#id} @user", "\\*", "    code", "a  \nb", "[1]: http://x.test", "x\u2028y \x1b[2J",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("frame", ["{}", "- “{}” [2]", "> “{}”", "### [1] {}"])
def test_hostile_text_adds_nothing(text: str, frame: str) -> None:
    """In a paragraph, an item, a quotation and a heading, hostile text gives the elements that plain text gives."""
    assert _elements(frame.format(markdown(text))) == _elements(frame.format("plain"))


@given(st.text(st.sampled_from("ab1 .:/\\`*_[]()<>#&|~$^={}@!-+\n\t\"'“”%é港"), max_size=40))
@example("1.")
@example("a:b://c")
@example("!\\[")
def test_text_is_read_back_to_the_letter(text: str) -> None:
    """A Markdown reader gets the text that went in, white space folded, and nothing but text."""
    html = READER.render(f"x “{markdown(text)}”")
    shown = html.removeprefix("<p>x ").removesuffix("</p>\n")
    for entity, character in (("&quot;", '"'), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        shown = shown.replace(entity, character)
    assert (
        shown == f"“{' '.join(display.line(text).split(' ')).strip()}”".replace("  ", " ")
        or shown == f"“{_folded(text)}”"
    )


def test_what_is_markdown_stays() -> None:
    """Escaping twice is escaping once."""
    once = markdown("*a*")
    assert markdown(once) is once
    assert isinstance(once, Markdown)


def _folded(text: str) -> str:
    """Return text as Markdown folds it: white space of several characters is one space."""
    return " ".join(text.split())


def _elements(text: str) -> list[str]:
    """Return what a document is made of, without its words."""
    found = []
    for token in READER.parse(text):
        found.append(token.type)
        found.extend(
            child.type for child in token.children or () if child.type not in ("text", "text_special")
        )
    return found
