"""The summary for a colleague."""

import re
from dataclasses import replace

from markdown_it import MarkdownIt

from reeread.export.registry import formats
from reeread.model.grades import Credibility, Reliability
from tests.export.conftest import Maker

BODY = "The port reopened on Monday. It is likely to stay open. The state pledged to pay. A strike would close it."


def test_the_summary_opens_with_what_matters(make: Maker) -> None:
    """Confirmed, commitments, risks, speculation by likelihood, then other tags; each quote with title, place, source."""
    text = _written(
        make,
        make.entry(
            ("A strike would close it.", ("speculation", "risk"), ""),
            ("It is likely to stay open.", ("speculation",), ""),
            ("The port reopened on Monday.", ("confirmed", "measure"), "Seen on *site*."),
            ("The state pledged to pay.", ("commitment",), ""),
            body=BODY,
        ),
    )
    headings = re.findall(r"^###? .*", text, re.MULTILINE)
    assert headings == [
        "## Key judgements", "### Confirmed (1)", "### Commitments (1)", "### Risks (1)", "### Speculation (2)",
        "### measure (1)", "## Briefings", "### [1] Port reopens", "## Sources",
    ]  # fmt: skip
    assert "- “The port reopened on Monday.” — Port reopens, sentence 1 [1]\n" in text
    likely, unsaid = text.index("**likely, 55–80%**"), text.index("**likelihood not said**")
    assert likely < text.index("“It is likely to stay open.”") < unsaid < text.index("## Briefings")
    assert "> Note: Seen on \\*site\\*." in text
    assert "4 passages" in text and "1 note" in text and "marked by ana" in text and "2025-10-31" in text


def test_the_two_grades_are_told_in_words(make: Maker) -> None:
    """The source's grade stands with the briefing and in the list of sources, the passage's with the passage."""
    plain = make.entry(("The state pledged to pay.", ("commitment",), ""), body=BODY)
    article = plain.article._replace(briefing=plain.article.briefing._replace(grade=Reliability.B))
    marks = (plain.annotations[0]._replace(grade=Credibility.PROBABLE),)
    text = _written(make, replace(plain, article=article, annotations=marks))
    assert "1 passage · 2025-10-29 · source graded B, usually reliable\n" in text
    assert "> **commitment** · sentence 3 · ana, 2025-10-30 · credibility 2, probably true\n" in text
    assert re.search(r"^- \[1\] .* — B, usually reliable$", text, re.MULTILINE)
    assert "graded" not in _written(make, plain) and "credibility" not in _written(make, plain)


def test_every_line_is_a_count_a_label_or_a_quote(make: Maker) -> None:
    """Words of three letters that are neither from the briefing nor among our labels do not occur."""
    labels = """ports briefing passage notes marked ana briefings dated scope the whole library key judgements
    confirmed sentence sources wire txt port reopens written"""
    text = _written(make, make.entry(("The port reopened on Monday.", ("confirmed",), ""), body=BODY))
    assert set(re.findall(r"[a-z]{3,}", text.lower())) <= set(
        re.findall(r"[a-z]+", f"{labels} {BODY.lower()}")
    )


def test_an_empty_library_makes_an_honest_summary(make: Maker) -> None:
    """Without briefings or passages the summary says so."""
    assert "No passage is tagged." in _written(make)
    assert "0 briefings · 0 passages" in _written(make)


def test_hostile_text_adds_no_structure(make: Maker) -> None:
    """Titles, quotes, notes, authors and sources full of Markdown and HTML give the document that plain ones give."""
    hostile = (
        "# a\n```\n- [x](http://x.test) <script>alert(1)</script> ![[e]] | $1 | `c` *d* ---\n> q www.x.test"
    )
    marks = (hostile, ("confirmed",), hostile)
    bad = make.entry(marks, body=hostile, title=hostile, source=hostile, author=hostile)
    plain = make.entry(
        ("plain", ("confirmed",), "plain"), body="plain", title="plain", source="plain", author="plain"
    )
    assert _shape(_written(make, bad, title=hostile)) == _shape(_written(make, plain, title="plain"))


def test_a_web_source_can_be_followed(make: Maker) -> None:
    """An http address among the sources is a link; any other scheme is text."""
    mark = ("The port reopened", ("confirmed",), "")
    assert "<https://x.test/a?b=1>" in _written(
        make, make.entry(mark, body=BODY, source="https://x.test/a?b=1")
    )
    for source in ("javascript:alert(1)", "https://x.test/> <b>", "file:///etc/passwd"):
        links = [
            child for token in _tokens(_written(make, make.entry(mark, body=BODY, source=source)))
            for child in token.children or () if child.type == "link_open"
        ]  # fmt: skip
        assert links == []


def test_places_count_sentences_across_blocks(make: Maker) -> None:
    """A passage over several sentences names the first and the last."""
    text = _written(make, make.entry(("It is likely to stay open. The state", ("risk",), ""), body=BODY))
    assert "sentences 2–3" in text


def _written(make: Maker, *entries: object, title: str = "Ports") -> str:
    return "".join(formats()["markdown"].write(make.dossier(*entries, title=title)))  # type: ignore[arg-type]


def _tokens(text: str) -> list:  # type: ignore[type-arg]
    return MarkdownIt("gfm-like", {"html": True}).parse(text)


def _shape(text: str) -> list[str]:
    found = []
    for token in _tokens(text):
        found.append(f"{token.type} {token.tag}")
        found.extend(
            child.type for child in token.children or () if child.type not in ("text", "text_special")
        )
    return found
