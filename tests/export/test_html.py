"""The page to read, filter and print."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.export.dossier import Dossier, Entry
from reeread.export.registry import formats
from reeread.library.library import first_tags
from reeread.model.annotation import AnchorState
from reeread.model.body import Block, BlockKind
from reeread.model.commitment import Deadline, Fate, Pledge
from reeread.model.promise import Commitment
from reeread.model.shade import Shade
from reeread.places import shipped
from tests.export.conftest import Maker

BODY = "The port reopened on Monday. It is likely to stay open. The state pledged to pay. A strike would close it."
HOSTILE = "</style></script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&lt;{{ 7*7 }}\u202etxt"


class Parsed(HTMLParser):
    """What a parser makes of a page: elements with their attributes, and the text of each body."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.bodies: dict[str, str] = {}
        self._open: list[str] = []
        self._body, self._depth = "", 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and whether a body begins."""
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        if tag in ("meta", "link", "input", "br", "rect", "line", "circle"):
            return
        self._open.append(tag)
        if attributes.get("data-briefing"):
            self._body, self._depth = str(attributes["data-briefing"]), len(self._open)
            self.bodies[self._body] = ""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element without an inside."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Note that an element ends."""
        assert self._open.pop() == tag
        if len(self._open) < self._depth:
            self._body = ""

    def handle_data(self, data: str) -> None:
        """Keep the text of a body."""
        if self._body:
            self.bodies[self._body] += data


def page(dossier: Dossier) -> str:
    """Return the page."""
    return "".join(map(str, formats()["html"].write(dossier)))


def shape(text: str) -> list[tuple[str, list[str]]]:
    """Return the elements of a page with the names of their attributes."""
    return [(tag, sorted(attributes)) for tag, attributes in Parsed(text).elements]


def test_it_opens_with_what_matters(make: Maker) -> None:
    """Head, key judgements in their order, briefings, sources, articles; a quote has its place and its source."""
    text = page(
        make.dossier(
            make.entry(
                ("A strike would close it.", ("speculation", "risk"), ""),
                ("It is likely to stay open.", ("speculation",), ""),
                ("The port reopened on Monday.", ("confirmed", "measure"), "Seen on <site>."),
                ("The state pledged to pay.", ("commitment",), ""),
                body=BODY,
            )
        )
    )
    headings = [
        re.sub("<[^>]*>", "", one).strip() for one in re.findall(r"<h[123][^>]*>(.*?)</h[123]>", text)
    ]
    assert headings == [
        "Ports", "Key judgements", "Confirmed (1)", "Commitments (1)", "Risks (1)", "Speculation (2)",
        "measure (1)", "Tags", "Days", "Briefings", "[1] Port reopens", "Sources", "Articles", "[1] Port reopens",
    ]  # fmt: skip
    assert (
        '“The port reopened on Monday.”</span> — Port reopens, <a class="to" href="#m1-3">sentence 1</a>'
        in text
    )
    assert text.index("likely, 55–80%") < text.index("likelihood not said")
    assert "Seen on &lt;site&gt;." in text and "marked by ana" in text and "Scope: the whole library." in text


def test_a_commitment_names_who_until_when_and_what_became_of_it(make: Maker) -> None:
    """Among the judgements stand its actor, state, deadline and proof; the timeline has its day."""
    entry = make.entry(("The state pledged to pay.", ("commitment",), ""), body=BODY)
    promise = Commitment(
        entry.annotations[0],
        "Port reopens",
        Pledge("The state", "pay", Deadline("by May", "2026-05-31")),
        Fate.DUE,
    )
    text = page(make.dossier(replace(entry, commitments=lambda: (promise,))))
    assert '<strong dir="auto">The state</strong>, due, until 2026-05-31 (“by May”): ' in text
    assert "<strong>2026-05-31</strong> deadline: " in text
    assert "<strong>2025-10-29</strong> published: " in text


def test_summary_and_article_lead_to_each_other(make: Maker) -> None:
    """Every link inside the page has its place, each passage one in the summary and one in the article."""
    elements = Parsed(
        page(
            make.dossier(
                make.entry(
                    ("It is likely to stay open.", ("risk",), ""),
                    ("likely to", ("speculation",), ""),
                    body=BODY,
                ),
                make.entry(("A strike", (), "why?"), body=BODY, number=2),
            )
        )
    ).elements
    ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {str(attributes["href"]) for tag, attributes in elements if tag == "a"}
    assert {link for link in links if link[0] != "#"} == set()
    assert {link[1:] for link in links} <= set(ids)
    for key in ("1-1", "1-2", "2-1"):
        assert {f"m{key}", f"s{key}"} <= set(ids) and {f"#m{key}", f"#s{key}"} <= links


@settings(deadline=None)
@given(
    body=st.text(alphabet="ab<>&\"'\n\t\u00a0\u2028\u202e\ufeffé😀\x0b\x1f\x85;#x", min_size=1, max_size=60),
    data=st.data(),
)
def test_the_text_of_an_article_is_its_body(body: str, data: st.DataObject) -> None:
    """Whatever is marked in it, each offset lands on the same character."""
    places = st.integers(0, len(body) - 1)
    spans = data.draw(st.lists(st.tuples(places, places), max_size=5))
    marks = [(body[min(pair) : max(pair) + 1], ("risk",), "") for pair in spans]
    blocks = sorted(data.draw(st.sets(places, max_size=4)))
    entry = Maker().entry(*marks, body=body)
    cut = tuple(Block(BlockKind.FURNITURE, *pair) for pair in zip(blocks[::2], blocks[1::2], strict=False))
    entry = replace(entry, article=entry.article._replace(blocks=cut))
    assert Parsed(page(Maker().dossier(entry))).bodies == {"id-1": body}


def test_what_html_cannot_hold_keeps_its_place(make: Maker) -> None:
    """NUL and half a surrogate become one other character each, a bare CR stays one."""
    body = "a\0b\ud800c\rd"
    assert Parsed(page(make.dossier(make.entry(body=body)))).bodies == {"id-1": "a\ufffdb\ufffdc\rd"}


def test_an_orphan_is_quoted_and_marked_nowhere(make: Maker) -> None:
    """A passage that the text no longer has is in the summary, says so, and leads nowhere."""
    entry = make.entry(("The port reopened", ("risk",), ""), body=BODY)
    lost = tuple(one._replace(state=AnchorState.ORPHAN) for one in entry.annotations)
    text = page(make.dossier(replace(entry, annotations=lost)))
    assert "“The port reopened”" in text and "no longer in the text" in text
    assert "<mark" not in text and "#m1-1" not in text


def test_hostile_text_adds_no_structure(make: Maker) -> None:
    """Titles, quotes, notes, authors and sources full of HTML give the page that plain ones give."""

    def of(text: str) -> str:
        entry = make.entry((text, ("confirmed",), text), body=text, title=text, source=text, author=text)
        return page(make.dossier(entry, title=text))

    assert shape(of(HOSTILE)) == shape(of("plain"))
    assert "\u202e" not in of(HOSTILE).partition('class="body"')[0]


@pytest.mark.parametrize(
    ("source", "leads"),
    [
        ("https://x.test/a?b=1&c=2", True),
        ("HTTP://x.test/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ('https://x.test/" onclick=alert(1)', False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("file:///etc/passwd", False),
        ("//x.test/", False),
        ("https:x", False),
    ],
)
def test_only_addresses_of_the_web_can_be_followed(source: str, leads: bool, make: Maker) -> None:
    """A source that is an http address is a link to it, any other is text."""
    elements = Parsed(page(make.dossier(make.entry(body=BODY, source=source)))).elements
    outside = [
        attributes["href"] for tag, attributes in elements if tag == "a" and attributes["href"][0] != "#"
    ]  # type: ignore[index]
    assert outside == [source] * leads


def test_nothing_is_fetched_and_only_its_own_script_runs(make: Maker) -> None:
    """The policy allows the style and the script of the page by their hashes; no element names another file."""
    text = page(make.dossier(make.entry(("A strike", ("risk",), ""), body=BODY)))
    parsed = Parsed(text)
    policy = next(
        str(one["content"])
        for tag, one in parsed.elements
        if one.get("http-equiv") == "Content-Security-Policy"
    )
    for inline in ("style", "script"):
        (inside,) = re.findall(f"<{inline}>(.*?)</{inline}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{inline}-src 'sha256-" in policy and digest in policy
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    named = {name for _, attributes in parsed.elements for name in attributes}
    assert not named & {"src", "srcset", "style", "action", "data", "poster", "ping"}
    assert not [name for name in named if name.startswith("on")]
    assert "url(" not in text and "@import" not in text


def test_articles_are_written_one_at_a_time(make: Maker) -> None:
    """An article is asked for only when the page has come to it."""
    walks: list[int] = []

    class Entries:
        def __iter__(self) -> Iterator[object]:
            for number in range(1, 4):
                walks.append(number)
                yield make.entry(body=BODY, number=number)

    pieces = formats()["html"].write(replace(make.dossier(), entries=Entries()))  # type: ignore[arg-type]
    written = ""
    while 'id="articles"' not in written:
        written += str(next(pieces))
    assert walks[:3] == [1, 2, 3] and len(walks) < 6
    assert "".join(map(str, pieces)).count("</article>") + written.count("</article>") == 3


@settings(deadline=None)
@given(st.integers(0, 0xFFFFFF))
def test_any_colour_of_a_tag_can_be_read_on_both_grounds(color: int) -> None:
    """Ink on the ground, and the text on a passage's tint, have the contrast of text in light and in dark."""
    from reeread.export.colours import tag_rules

    style = (shipped("styles") / "report.css").read_text("utf-8")
    rules = tag_rules([first_tags()[0]._replace(color=f"#{color:06X}")], style)
    inks = re.findall(r"--ink: (\S+); --tint: (\S+);", rules)
    grounds = zip(re.findall(r"--ground: (\S+);", style), re.findall(r"--text: (\S+);", style), strict=True)
    for (ink, tint), (ground, text) in zip(inks, grounds, strict=True):
        assert Shade.parse(ink).contrast(Shade.parse(ground)) >= 4.5
        assert Shade.parse(text).contrast(Shade.parse(tint)) >= 4.5


def test_who_works_on_meanwhile_ends_no_export(make: Maker) -> None:
    """What is tagged, taken out or changed after the summary was made neither fails nor marks another text."""
    kept = make.entry(("port", ("risk",), ""), body="A port opens.", number=1)
    gone = make.entry(("ship", ("risk",), ""), body="A ship sails.", number=2)
    changed = make.entry(("rail", ("risk",), ""), body="A rail bends.", number=3)
    more = make.entry(("port", ("risk",), ""), ("opens", ("risk",), ""), body="A port opens.", number=1)
    other = replace(changed, article=changed.article._replace(version="2", body="Short", blocks=()))

    class Entries(tuple[Entry, ...]):
        """What is there at first, and what is there later."""

        walks = 0

        def __iter__(self) -> Iterator[Entry]:
            self.walks += 1
            return iter((kept, gone, changed) if self.walks == 1 else (more, other))

    page = "".join(map(str, formats()["html"].write(replace(make.dossier(kept), entries=Entries((kept,))))))
    assert page.rstrip().endswith("</html>")
    assert page.count("<mark") == 1
