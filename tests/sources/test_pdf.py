"""PDF: lines joined to what they were, furniture told apart, refusals said."""

import pytest
from sources.printing import paragraph, pdf

from reeread.model.body import Parsed
from reeread.model.errors import SourceError
from reeread.sources import parse
from reeread.sources import pdf as importer

FULL = "A line of running text that goes on to the right margin of the"
LAST = "page, where it ends."


def kinds(parsed: Parsed) -> list[tuple[str, int, str]]:
    """Return kind, level and text of each block."""
    return [(b.kind.value, b.level, parsed.body[b.start : b.end]) for b in parsed.blocks]


def test_lines_are_joined_to_paragraphs() -> None:
    """A gap, an indented line or a short last line parts paragraphs; size and weight make headings."""
    page = [
        (60, 740, 20, "The title"),
        (60, 690, 14, "A part"),
        *paragraph(60, 660, [FULL, FULL, LAST]),
        *paragraph(60, 600, [FULL, LAST]),
        (75, 576, 10, FULL),
        (60, 564, 10, FULL),
        (60, 552, 10, LAST),
        (60, 520, 10, "*In bold"),
        *paragraph(60, 505, [FULL, LAST]),
        (60, 460, 10, "• one item that is longer than the line in which it"),
        (70, 448, 10, "begins"),
        (60, 436, 10, "2. another"),
    ]
    assert kinds(importer.parse(pdf([page]), "a.pdf")) == [
        ("title", 1, "The title"),
        ("heading", 3, "A part"),
        ("paragraph", 0, f"{FULL} {FULL} {LAST}"),
        ("paragraph", 0, f"{FULL} {LAST}"),
        ("paragraph", 0, f"{FULL} {FULL} {LAST}"),
        ("heading", 4, "In bold"),
        ("paragraph", 0, f"{FULL} {LAST}"),
        ("item", 1, "• one item that is longer than the line in which it begins"),
        ("item", 1, "2. another"),
    ]


def test_page_numbers_and_running_heads_are_furniture() -> None:
    """They stand behind the paragraph that they interrupt, which goes on over the page."""
    pages = [
        [
            (60, 770, 8, f"The Morning Post, no. {at}"),
            *paragraph(60, 700, [FULL] * 8 if at == 1 else [FULL.lower(), LAST]),
            (300, 30, 8, f"- {at} -"),
        ]
        for at in (1, 2)
    ]
    found = kinds(importer.parse(pdf(pages), "a.pdf"))
    assert found[0] == ("furniture", 0, "The Morning Post, no. 1")
    assert found[1] == ("paragraph", 0, " ".join([*[FULL] * 8, FULL.lower(), LAST]))
    assert [kind for kind, _, _ in found[2:]] == ["furniture"] * 3


def test_columns_are_read_one_after_the_other() -> None:
    """A paragraph goes on from the foot of a column to the head of the next."""
    page = [*paragraph(50, 700, [FULL[:40]] * 6), *paragraph(320, 700, ["goes on in the second", "column."])]
    assert importer.parse(pdf([page]), "a.pdf").body == " ".join(
        [FULL[:40].strip()] * 6 + ["goes on in the second column."]
    )


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The govern-", "ment said so."], "The government said so."),
        (
            ["A well-known and wide-", "ly read author, well-", "known."],
            "A well-known and widely read author, well-known.",
        ),
        (["From 2020-", "2021 it rose."], "From 2020- 2021 it rose."),
    ],
)
def test_words_broken_at_the_end_of_a_line_are_joined(lines: list[str], text: str) -> None:
    """The hyphen goes, unless the word has it elsewhere; what stands behind it must be a word."""
    assert importer.parse(pdf([paragraph(60, 700, lines)]), "a.pdf").body == text


@pytest.mark.parametrize(
    ("title", "taken"), [("On ore", "On ore"), ("Microsoft Word - a.doc", "Words."), ("x.tex", "Words.")]
)
def test_a_document_says_who_and_when(title: str, taken: str) -> None:
    """Title, author and date are those of its properties, but a title that a program made up is none."""
    raw = pdf([[(60, 700, 10, "Words.")]], Title=title, Author="Jo", CreationDate="D:20240102030405+01'00'")
    meta = importer.parse(raw, "a.pdf").meta
    assert (meta.title, meta.byline, meta.published) == (taken, "Jo", "2024-01-02T03:04:05+01:00")


@pytest.mark.parametrize(
    ("raw", "said"), [(b"%PDF-1.4 nothing", "too damaged"), (pdf([[]]), "no text"), (b"x", "no PDF")]
)
def test_what_has_no_text_is_refused(raw: bytes, said: str) -> None:
    """Damage and pictures of text are told apart, by the child too."""
    with pytest.raises(SourceError, match=said):
        importer.parse(raw, "a.pdf")
    with pytest.raises(SourceError, match=said):
        parse(raw, "a.pdf")


def test_without_its_package_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what is missing and how to have it."""
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(SourceError, match=r"pip install 'reeread\[pdf\]'"):
        importer.parse(pdf([[(60, 700, 10, "Words.")]]), "a.pdf")
