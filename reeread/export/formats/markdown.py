"""Markdown: an annotated summary to send to a colleague."""

import re
from collections.abc import Iterator
from typing import Any

from reeread.export.dossier import Dossier
from reeread.export.escaping import Markdown, markdown
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.summary import Summary
from reeread.export.template import count, rendered

_ADDRESS = re.compile(r"https?://[\w.~:/?#@!$&'()*+,;=%-]+", re.ASCII)


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the summary: key judgements, each briefing with its passages, the sources.

    Each sentence of ours is a count or a label; everything else is quoted, with its place, and escaped.
    """
    context = {
        "summary": Summary(dossier),
        "count": count,
        "reference": _reference,
        "source": _source,
        "strong": _strong,
    }
    yield from rendered("markdown", options.template, context, finalize=_finalized)


def _finalized(value: Any) -> Markdown:
    """Return a value of the template as Markdown."""
    return value if isinstance(value, Markdown) else markdown(str(value))


def _reference(number: int) -> Markdown:
    """Return a reference to a source; no definition is ever written that would make it a link."""
    return Markdown(f"[{number}]")


def _strong(text: str) -> Markdown:
    """Return text in bold."""
    return Markdown(f"**{markdown(text)}**")


def _source(source: str) -> Markdown:
    """Return where a briefing came from; a web address can be followed."""
    return Markdown(f"<{source}>") if _ADDRESS.fullmatch(source) else markdown(source)


FORMAT = Format(
    "markdown",
    ".md",
    Shape.TEXT,
    "A summary to send to a colleague; a file called .docx or .odt is a document.",
    write,
    "Offsets, the text around the passages, ids.",
    templated=True,
)
