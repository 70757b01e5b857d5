"""BibTeX: the sources, for LaTeX."""

from collections.abc import Iterator

from reeread.export.citations import Citation, citations
from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.text import display

_SPECIAL = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "\\": "\\textbackslash{}",
    "~": "\\textasciitilde{}",
    "^": "\\textasciicircum{}",
}
_ESCAPES = str.maketrans(_SPECIAL)


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield an entry for each source, in UTF-8, with what LaTeX would obey behind backslashes."""
    for number, citation in enumerate(citations(dossier)):
        yield ("\n" if number else "") + _entry(citation)


def _entry(citation: Citation) -> str:
    fields = {"title": f"{{{_plain(citation.title)}}}"}
    if citation.byline:
        fields["author"] = f"{{{_plain(citation.byline)}}}"
    if citation.published:
        fields |= {"year": citation.published[:4], "date": citation.published}
    if citation.address:
        fields |= {"url": citation.address, "urldate": citation.added}
    kind = "online" if citation.address else "misc"
    rows = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
    return f"@{kind}{{{citation.key},\n{rows}}}\n"


def _plain(text: str) -> str:
    """Return text that LaTeX prints; the braces around it keep its capitals, and a name whole."""
    return display.line(text).translate(_ESCAPES)


FORMAT = Format(
    "bibtex",
    ".bib",
    Shape.TEXT,
    "The sources as BibTeX, for LaTeX and reference managers.",
    write,
    "Everything but the sources.",
)
