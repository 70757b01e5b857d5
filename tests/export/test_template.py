"""Templates that a user brings, and what they may not do."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cached_property
from pathlib import Path

import pytest
from jinja2 import Environment, meta

from reeread.export.charts import Bar, Dot, Event, Part, Timeline
from reeread.export.contradictions import Contradiction, Said
from reeread.export.format import Options
from reeread.export.formats.html import Whole
from reeread.export.matrix import Matrix, Row, Value
from reeread.export.registry import formats
from reeread.export.summary import Band, Chapter, Judgement, Promised, Quoted, Summary
from reeread.export.template import about, shipped
from reeread.model.briefing import Briefing
from reeread.model.errors import ReereadError
from reeread.model.tag import Tag
from tests.export.conftest import Maker

BODY = "The port reopened on Monday."
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "templates.md").read_text("utf-8")
FORMATS = [name for name, one in formats().items() if one.templated]
VALUES = (
    Summary, Tag, Chapter, Briefing, Quoted, Promised, Judgement, Band, Contradiction, Said, Matrix, Row, Value, Bar,
    Part, Timeline, Dot, Event, Whole,
)  # fmt: skip
"""What the rows of the table of fields are about, in its order."""


def rows(heading: str) -> Iterator[list[str]]:
    """Yield the cells of the table below a heading of the page."""
    table = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    for line in table.splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("| ").split("|")]


def written(make: Maker, name: str, template: Path) -> str:
    """Return what a format writes by a template."""
    dossier = make.dossier(make.entry((BODY, ("confirmed",), "Seen <there>"), body=BODY))
    return "".join(map(str, formats()[name].write(dossier, Options(template=template))))


@pytest.mark.parametrize("name", FORMATS)
def test_a_copy_writes_the_same(name: str, make: Maker, tmp_path: Path) -> None:
    """A template that ships, copied, gives what it gave."""
    copy = tmp_path / "own.j2"
    copy.write_bytes(shipped()[name].read_bytes())
    dossier = make.dossier(make.entry((BODY, ("confirmed",), ""), body=BODY))
    plain, own = (
        "".join(map(str, formats()[name].write(dossier, Options(template=one)))) for one in (None, copy)
    )
    assert plain == own


@pytest.mark.parametrize("name", FORMATS)
def test_text_from_outside_is_escaped_in_any_template(name: str, make: Maker, tmp_path: Path) -> None:
    """What a template writes of a note stays text, whoever wrote the template."""
    own = tmp_path / "own.j2"
    own.write_text("{% for one in summary.passages %}{{ one.note }}{% endfor %}", encoding="utf-8")
    assert written(make, name, own) == {"html": "Seen &lt;there&gt;", "markdown": "Seen \\<there\\>"}[name]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{% for one in", "end"),
        ("{{ nothing }}", "'nothing' is undefined"),
        ("{{ summary.nothing }}", "nothing"),
        ("{{ 1 // 0 }}", "zero"),
        ("{{ summary.title | nothing }}", "No filter named 'nothing'"),
        ("{% macro one() %}{{ one() }}{% endmacro %}{{ one() }}", "recursion"),
        ("{{ range(1000000) }}", "[Rr]ange"),
        ('{% include "/etc/passwd" %}', "“/etc/passwd”"),
        ('{% include "../../../pyproject.toml" %}', "pyproject.toml"),
        ('{% include "beside.j2" %}', "“beside.j2”"),
        ("{{ summary._dossier }}", "unsafe"),
        ("{{ summary.__class__.__mro__ }}", "unsafe"),
        ("{{ count.__globals__ }}", "unsafe"),
        ("{{ '{0.__class__}'.format(summary) }}", "unsafe"),
        ("{{ [1].append(2) }}", "unsafe|append"),
    ],
)
def test_what_a_template_may_not_do_is_told_with_file_and_line(
    name: str, wrong: str, said: str, make: Maker, tmp_path: Path
) -> None:
    """A mistake, another file, and what leads out of the sandbox: each says which file, which line and what."""
    (tmp_path / "beside.j2").write_text("secret", encoding="utf-8")
    own = tmp_path / "own.j2"
    own.write_text(f"first\n\n{wrong}\nlast\n", encoding="utf-8")
    with pytest.raises(ReereadError) as told:
        written(make, name, own)
    line = "[34]" if wrong == "{% for one in" else "3"
    assert re.match(
        rf"{re.escape(str(own))}:{line}: the template fails: .*(?:{said}).*\.$", str(told.value), re.DOTALL
    )


def test_nothing_within_reach_leads_to_the_library(make: Maker, tmp_path: Path) -> None:
    """A generator of articles shows neither its frame nor its code."""
    own = tmp_path / "own.j2"
    for name in ("gi_frame", "gi_code"):
        own.write_text(f"{{{{ articles.{name} }}}}", encoding="utf-8")
        with pytest.raises(ReereadError, match="unsafe"):
            written(make, "html", own)


@pytest.mark.parametrize("kind", ["missing", "folder", "binary"])
def test_a_file_that_is_no_template_is_told(kind: str, make: Maker, tmp_path: Path) -> None:
    """What is not there, a folder, and bytes that are no text have a message with the path."""
    own = tmp_path / "own.j2"
    if kind == "folder":
        own.mkdir()
    elif kind == "binary":
        own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReereadError, match=r"own\.j2: cannot be read as a template"):
        written(make, "markdown", own)


def test_each_template_says_what_it_is() -> None:
    """A template that ships begins with a sentence about itself; every format that has one has its own."""
    assert all(about(path).endswith(".") and len(about(path)) < 130 for path in shipped().values())
    assert set(FORMATS) == {name for name in shipped() if "/" not in name} == {"html", "markdown"}


def test_the_page_lists_the_variables(make: Maker, tmp_path: Path) -> None:
    """docs/templates.md has every variable of the templates that ship, and each of those it has is there."""
    table = list(rows("Variables"))[1:]
    for name in FORMATS:
        listed = [
            one for named, where, _ in table if name in where.split() for one in re.findall(r"`(\w+)`", named)
        ]
        own = tmp_path / "own.j2"
        own.write_text("".join(f"{{{{ {one} is defined }}}}" for one in listed), encoding="utf-8")
        assert written(make, name, own) == "True" * len(listed)
        used = set[str]()
        for path in shipped().values():
            if path.name.endswith(f"{formats()[name].extension}.j2"):
                used |= meta.find_undeclared_variables(Environment().parse(path.read_text("utf-8")))
        assert used <= set(listed)


def test_the_page_lists_the_fields() -> None:
    """Each row of the table of fields has all that a value of its kind offers to a template."""
    table = list(rows("Fields"))[1:]
    assert len(table) == len(VALUES)
    for (_, cell), kind in zip(table, VALUES, strict=True):
        named = set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", cell)))
        assert named == offered(kind), kind


def test_the_template_of_the_page_works(make: Maker, tmp_path: Path) -> None:
    """The template that docs/templates.md shows writes what it says."""
    (block,) = re.findall(r"```jinja\n(.*?)```", PAGE, re.DOTALL)
    own = tmp_path / "own.j2"
    own.write_text(block, encoding="utf-8")
    text = written(make, "markdown", own)
    assert text.endswith("1 source, not listed here.\n") and "## Sources" not in text
    assert "### Confirmed (1)" in text


def offered(kind: type) -> set[str]:
    """Return the public fields and properties of a kind of value."""
    if is_dataclass(kind):
        names = {field.name for field in fields(kind)}
    elif kind is Summary:
        names = {"title", "scope", "made", "authors", "tags", "chapters"}
    else:
        names = set(kind._fields)  # type: ignore[attr-defined]
    shown = {name for name, one in vars(kind).items() if isinstance(one, property | cached_property)}
    return {name for name in names | shown if not name.startswith("_")}
