"""HTML: one file to read, filter and print, the passages marked in the articles."""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from reeread.export.body_html import body_html
from reeread.export.charts import WIDTH, bars, timeline
from reeread.export.colours import tag_rules
from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.marked import stretches
from reeread.export.matrix import matrix
from reeread.export.summary import Chapter, Summary
from reeread.export.template import FOLDER, count, rendered
from reeread.model.span import Span
from reeread.places import shipped
from reeread.text import display

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\^{|}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Whole:
    """An article as the page shows it."""

    chapter: Chapter
    furniture: int
    """Blocks of page furniture that are folded."""
    body: Iterator[str]
    """HTML, in pieces; its text is the body."""


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield the page: key judgements, pictures, each briefing with its passages, sources, the articles.

    The articles are read one at a time when their turn comes. The policy in the head lets nothing run or be fetched
    but the style and the script of the page itself.
    """
    summary = Summary(dossier)
    style = (shipped("styles") / "report.css").read_text("utf-8")
    context = {
        "summary": summary,
        "matrix": matrix(summary.claims, summary.sources),
        "bars": bars(summary),
        "timeline": timeline(summary),
        "width": WIDTH,
        "articles": _articles(dossier, summary),
        "numbers": {tag.name: number for number, tag in enumerate(summary.tags)},
        "people": {author: number for number, author in enumerate(summary.authors)},
        "style": Markup(style + tag_rules(summary.tags, style)),
        "script": Markup((FOLDER / "report.js").read_text("utf-8")),
        "policy": _policy,
        "address": _address,
        "count": count,
    }
    yield from rendered("html", options.template, context, finalize=_finalized, autoescape=True)


def _articles(dossier: Dossier, summary: Summary) -> Iterator[Whole]:
    """Yield the articles in order."""
    numbers = {tag.name: number for number, tag in enumerate(summary.tags)}
    letters = {tag.name: tag.letter for tag in summary.tags}
    chapters = {chapter.briefing.id: chapter for chapter in summary.chapters}
    for entry in dossier.entries:
        # Somebody may have worked on since the summary was made: what it quotes is what is marked.
        chapter = chapters.get(entry.article.briefing.id)
        if chapter is None:
            continue
        changed = entry.article.version != chapter.version
        spans = [Span(0, 0) if changed else one.span for one in chapter.passages]
        cut = list(stretches(entry.article, spans))
        folded = sum(one.folded for one in cut)
        yield Whole(chapter, folded, body_html(cut, chapter.passages, numbers, letters))


def _policy(*inline: str) -> str:
    """Return a content security policy that allows these inline styles and scripts, and nothing else."""
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    return (
        f"default-src 'none'; style-src {allowed}; script-src {allowed}; base-uri 'none'; form-action 'none'"
    )


def _finalized(value: Any) -> Any:
    """Return a value so that nothing in it hides or reorders what stands around it; HTML of ours stays."""
    return value if hasattr(value, "__html__") else display.safe(str(value))


def _address(source: str) -> str:
    """Return the address that a source can be followed to, "" if it is none of the web."""
    return source if _ADDRESS.fullmatch(source) else ""


FORMAT = Format(
    "html",
    ".html",
    Shape.TEXT,
    "A page to read, filter and print, the passages in the articles; called .pdf it is printed.",
    write,
    "Offsets of the passages but by counting, the text around them, links inside the articles.",
    templated=True,
)
