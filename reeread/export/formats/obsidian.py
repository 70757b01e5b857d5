"""Obsidian: a note for each briefing, its passages as callouts that can be linked to."""

import re
from collections.abc import Iterator

from reeread.export.addresses import web
from reeread.export.dossier import Dossier, Entry
from reeread.export.escaping import markdown
from reeread.export.format import DEFAULTS, Format, Options, Page, Shape
from reeread.export.json_text import json_text
from reeread.model.annotation import Annotation

_UNNAMEABLE = re.compile(r'[\x00-\x1f\x7f\\/:*?"<>|#^\[\]]+')
"""What a file's name may not hold on some system, or a link in Obsidian."""
_SPACE = re.compile(r"[ \t]+")
_LONGEST = 120
"""Bytes of a name: with an id and an ending behind it a file system still takes it."""


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[Page]:
    """Yield the notes: front matter, then each passage with its tags, its note, and an id of its own."""
    taken: set[str] = set()
    for entry in dossier.entries:
        name = _name(entry, taken)
        taken.add(name.casefold())
        yield Page(f"{name}.md", "".join(_note(entry)))


def _note(entry: Entry) -> Iterator[str]:
    briefing = entry.article.briefing
    tags = sorted({_tag(tag) for annotation in entry.annotations for tag in annotation.tags})
    front = {
        "reeread_id": briefing.id,
        "title": briefing.title,
        "source": web(briefing) or briefing.source,
        "author": briefing.byline,
        "created": briefing.published[:10] or briefing.added[:10],
        "tags": tags,
    }
    yield "---\n"
    for key, value in front.items():
        if value:
            # JSON is YAML.
            yield f"{key}: {json_text(value)}\n"
    yield f"---\n\n# {markdown(briefing.title)}\n"
    for annotation in entry.annotations:
        yield from _callout(annotation)


def _callout(annotation: Annotation) -> Iterator[str]:
    yield f"\n> [!quote] {markdown(', '.join(annotation.tags) or 'passage')}\n>\n"
    yield from (f"{line}\n" for line in _quoted(annotation.anchor.exact, "> "))
    if annotation.tags:
        yield ">\n> " + " ".join(f"#{_tag(tag)}" for tag in annotation.tags) + "\n"
    if annotation.note:
        said = markdown(f"{annotation.author}, {annotation.modified[:10]}")
        yield f">\n> > [!note] {said}\n> >\n"
        yield from (f"{line}\n" for line in _quoted(annotation.note, "> > "))
    yield f"\n^{annotation.id}\n"


def _quoted(text: str, mark: str) -> Iterator[str]:
    """Yield the lines of a text behind quotation marks, so that it reads back to the letter."""
    for line in text.split("\n"):
        yield (mark + "".join(_pieces(line))).rstrip()


def _pieces(line: str) -> Iterator[str]:
    """Yield a line escaped; white space that Markdown would drop stands as what it is called by."""
    at = 0
    for found in _SPACE.finditer(line):
        yield markdown(line[at : found.start()])
        single = found[0] == " " and found.start() > 0 and found.end() < len(line)
        yield " " if single else "".join("&#32;" if char == " " else "&#9;" for char in found[0])
        at = found.end()
    yield markdown(line[at:])


def _tag(tag: str) -> str:
    """Return a tag as Obsidian writes it: without spaces, and never only digits."""
    name = re.sub(r"[^\w/-]+", "-", tag).strip("-/") or "tag"
    return f"_{name}" if name.isdecimal() else name


def _name(entry: Entry, taken: set[str]) -> str:
    briefing = entry.article.briefing
    plain = (
        _SPACE.sub(" ", _UNNAMEABLE.sub(" ", briefing.title))
        .encode()[:_LONGEST]
        .decode("utf-8", "ignore")
        .strip(" .")
        or briefing.id
    )
    return plain if plain.casefold() not in taken else f"{plain} {briefing.id}"


FORMAT = Format(
    "obsidian",
    "",
    Shape.FOLDER,
    "A folder of notes for Obsidian, each passage a callout that can be linked to.",
    write,
    "Bodies, offsets, grades, claims.",
)
