"""JSON: everything that the library knows of the chosen briefings, with nothing lost."""

import json
from collections.abc import Iterator, Sequence

from reeread import __version__
from reeread.export.dossier import Dossier, Entry, Spelling
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.json_text import json_joined, json_safe, json_string, json_text
from reeread.export.likely import ASKED, NOTHING, STANDING, Estimate, Estimates
from reeread.export.rows import (
    annotation_row,
    decided_row,
    estimate_row,
    mark_row,
    ruled_row,
    tag_row,
)
from reeread.model.annotation import Plain, Told
from reeread.model.body import Block, BlockKind
from reeread.model.briefing import Article
from reeread.model.columns import Blocks

VERSION = "reeread/1"


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[str]:
    """Yield one JSON object; each annotation has a line of its own, so that versions compare well."""
    head = {
        "format": VERSION,
        "generator": f"reeread {__version__}",
        "title": dossier.title,
        "scope": dossier.scope,
        "made": dossier.made,
        "authors": list(dossier.authors),
        "tags": [tag_row(tag) for tag in dossier.tags],
    }
    yield json_text(head)[:-1] + ', "briefings": [\n'
    yield from dossier.spelled(_SPELLING)
    rulings = [ruled_row(one) for one in dossier.rulings]
    yield f'\n], "claims": {json_text(rulings)}}}\n'


def _compose(entry: Entry) -> str:
    """Return a briefing."""
    estimates = Estimates(entry.article.body, entry.article.blocks)
    rows = (annotation_row(one) | estimate_row(estimates.of(one)) for one in entry.annotations)
    return _put_together(entry, _NEXT.join(map(json_text, rows)))


_FIELDS = (
    *("id", "start", "end", "exact", "prefix", "suffix", "tags", "note"),
    *("author", "created", "modified", "grade", "outcome", "shown"),
)


def _spelled(entry: Entry, annotations: Sequence[Plain], told: Told, estimates: Estimates) -> str:
    """Return a briefing with its annotations.

    They are told as `annotation_row` and `estimate_row` tell them; there are many, and few of their fields need escapes.
    """
    briefing = f'", "briefing": {_string(entry.article.briefing.id)}, "start": '
    tags, authors, names = told
    quiet, silent = estimates.quiet, estimates.silent
    rows = [
        f'{{"id": "{id}{briefing}{start}, "end": {end}, "exact": {_string(exact)}, '
        f'"prefix": {_string(prefix)}, "suffix": {_string(suffix)}, "tags": {tags[bearing]}, '
        f'"note": {_string(note)}, "author": {authors[author]}, "created": "{created}", "modified": "{modified}", '
        f'"state": "{state}", "grade": {"null" if grade is None else grade}, "outcome": {_outcome(fate, shown) if fate else "null"}'
        f"{_NOTHING if quiet and state in STANDING and (silent or ASKED not in names[bearing]) else _end(estimates.said(start, end, exact, names[bearing], state))}"
        for (
            _, state, id, start, end, exact, prefix, suffix, bearing, note, author, created, modified, grade, fate, shown,
        ) in annotations
    ]  # fmt: skip
    return _put_together(entry, json_joined(rows, _NEXT))


def _end(estimate: Estimate) -> str:
    """Return what stands behind the fields of a passage: how likely and how sure it is."""
    return _NOTHING if estimate is NOTHING else f", {json_text(estimate_row(estimate))[1:]}"


def _outcome(fate: str, shown: str) -> str:
    return json_text({"state": fate} | json.loads(shown))


def _put_together(entry: Entry, passages: str) -> str:
    decisions = json_text([decided_row(one) for one in entry.decisions]) if entry.decisions else "[]"
    head, blocks = _head(entry.article), _blocks(entry.article.blocks)
    body = json_string(entry.article.body)
    return f'{head}, "body": {body}, "blocks": [{blocks}], "annotations": [{passages}], "decisions": {decisions}}}'


def _blocks(blocks: Sequence[Block]) -> str:
    """Return blocks as objects, what `block_row` says of them: they are many, and no field needs an escape."""
    told = Blocks.of(blocks)
    return ", ".join(
        [
            f'{_KINDS[kind]}, "start": {start}, "end": {end}, "level": {level}}}'
            for kind, start, end, level in zip(told.kinds, told.starts, told.ends, told.levels, strict=True)
        ]
    )


_KINDS = tuple(f'{{"kind": "{kind.value}"' for kind in BlockKind)


def _head(article: Article) -> str:
    """Return a briefing without its text and structure, not closed: what `briefing_row` says of it but for a number, and more."""
    briefing = article.briefing
    warnings = json_text(article.warnings) if article.warnings else "[]"
    marks = json_text([mark_row(mark) for mark in article.marks]) if article.marks else "[]"
    return json_safe(
        f'{{"id": {_string(briefing.id)}, "title": {_string(briefing.title)}, "source": {_string(briefing.source)}, '
        f'"published": {_or_null(briefing.published)}, "stacks": {_list(briefing.stacks)}, '
        f'"sentences": {briefing.sentences}, '
        f'"grade": {_or_null(briefing.grade and briefing.grade.value)}, "copy_of": {_or_null(briefing.copy_of)}, '
        f'"title_derived": {"true" if briefing.title_derived else "false"}, "byline": {_string(briefing.byline)}, '
        f'"added": {_string(briefing.added)}, "state": "{briefing.state.value}", "version": {_string(article.version)}, '
        f'"sha256": {_string(article.sha256)}, "warnings": {warnings}, "language": {_string(article.language)}, '
        f'"address": {_string(article.address)}, "format": {_string(article.format)}, '
        f'"encoding": {_string(article.encoding)}, "marks": {marks}'
    )


def _or_null(text: str | None) -> str:
    return _string(text) if text else "null"


def _list(texts: Sequence[str]) -> str:
    """Return texts as a list."""
    return f"[{', '.join(map(_string, texts))}]"


_NEXT = ",\n"

_NOTHING = f", {json_text(estimate_row(NOTHING))[1:]}"

_string = json.encoder.encode_basestring


_SPELLING = Spelling(_compose, _FIELDS, _list, _string, whole=_spelled, between=_NEXT)

FORMAT = Format(
    "json",
    ".json",
    Shape.TEXT,
    "Everything, for programs and for the way back.",
    write,
    "The bytes that came in, the log, kept searches, suggestions that nobody decided.",
)
