"""HTML as the standard library reads it, nested as browsers do, and the blocks made of it."""

import pytest

from reeread.model.body import Block
from reeread.sources.html_blocks import write
from reeread.sources.html_tree import Node, tree
from reeread.sources.writer import Writer


def nested(node: Node) -> str:
    """Return the elements below a node in brackets."""
    return "".join(
        child if isinstance(child, str) else f"({child.tag} {nested(child)})" for child in node.children
    )


def written(html: str) -> list[tuple[str, int, str]]:
    """Return kind, level and text of the blocks of a page."""
    writer = Writer()
    write(tree(html), writer)
    body = "".join(writer.parts)
    return [(block.kind.value, block.level, body[block.start : block.end]) for block in writer.blocks]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<p>a<p>b", "(p a)(p b)"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "(ul (li a(ul (li b)))(li c))"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "(table (tr (td a)(td b))(tr (td c)))"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "(dl (dt a)(dd b)(dt c))"),
        ("<p>a<div>b</div>", "(p a)(div b)"),
        ("<p><b>a</p>b</b>", "(p (b a))b"),
        ("a<br>b<br/>c</i>", "a(br )b(br )c"),
        ("<![if !mso]>a<![endif]>b<![CDATA[c]]><![", "abc<!["),
        ("&lt;&amp;&nope;&#65;<!DOCTYPE x [<!ENTITY e 'f'>]>", "<&&nope;A]>"),
        ("<script>a<b</script>c", "(script a<b)c"),
    ],
)
def test_elements_end_where_browsers_end_them(html: str, found: str) -> None:
    """Whether it is written or not; declarations mean nothing."""
    assert nested(tree(html)) == found


def test_deep_nesting_is_flat() -> None:
    """What is nested deeper than anybody writes stands beside."""
    assert written("<div>" * 50_000 + "x") == [("paragraph", 0, "x")]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("a <b>b</b>  c<br> d", [("paragraph", 0, "a b c\nd")]),
        ("<h2>a<br>b</h2>", [("heading", 2, "a\nb")]),
        ("<ul><li>a<p>b</p><li><li>c</ul>", [("item", 1, "• a"), ("item", 1, "b"), ("item", 1, "• c")]),
        (
            "<ol start=3><li>a<li value=9>b<li>c</ol>",
            [("item", 1, "3. a"), ("item", 1, "9. b"), ("item", 1, "10. c")],
        ),
        (
            "<table><tr><th>a<th>b<tr><td>c<td>d</table>",
            [("paragraph", 0, "a | b"), ("paragraph", 0, "c | d")],
        ),
        ("<table><tr><td><h1>a</h1><td><p>b</table>", [("heading", 1, "a"), ("paragraph", 0, "b")]),
        ("<blockquote>a<ul><li>b</ul></blockquote>", [("quote", 0, "a"), ("item", 1, "• b")]),
        ("<pre>a\n  b</pre>", [("paragraph", 0, "a\n  b")]),
        ("<p style='display: none'>a</p><p hidden>b</p><script>c</script>d", [("paragraph", 0, "d")]),
        ("<q>a</q> <del>b</del>", [("paragraph", 0, "“a” ~~b~~")]),
        ("<a href='http://a.b/'><p>a</p><p>b</p></a>", [("paragraph", 0, "a"), ("paragraph", 0, "b")]),
    ],
)
def test_elements_become_blocks(html: str, blocks: list[tuple[str, int, str]]) -> None:
    """Kinds, levels, markers; a table that lays out a page is none."""
    assert written(html) == blocks


def test_items_of_a_list_stand_close() -> None:
    """Only a line end parts them, an empty line other blocks; those inside are indented outside of their block."""
    writer = Writer()
    write(tree("<p>a</p><ul><li>b<ul><li>c</ul><li>d</ul><p>e</p>"), writer)
    assert "".join(writer.parts) == "a\n\n• b\n  • c\n• d\n\ne"
    assert isinstance(writer.blocks[2], Block)
    assert writer.blocks[2].start == 9
