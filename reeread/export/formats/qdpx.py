"""REFI-QDA project: briefings with their passages, for programs of qualitative analysis."""

from collections.abc import Iterator

from reeread.export import refi
from reeread.export.addresses import origin
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Shape
from reeread.export.guids import guid
from reeread.export.xml_text import content, value
from reeread.export.zipped import archive
from reeread.model.annotation import Annotation

_NAME = 60
"""Longest name of a passage, in characters."""


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[bytes]:
    """Yield an archive with project.qde, as the standard's schema Project.xsd has it, and a text for each briefing.

    Offsets count code points, ends exclusive; texts are UTF-8 with line feeds and no mark.
    """
    yield from archive(_members(dossier), dossier.made)


def _members(dossier: Dossier) -> Iterator[tuple[str, Iterator[str]]]:
    yield "project.qde", _project(dossier)
    for entry in dossier.entries:
        yield f"sources/{_source(entry)}.txt", iter((entry.article.body,))


def _project(dossier: Dossier) -> Iterator[str]:
    yield (
        f'{refi.HEAD}<Project xmlns="urn:QDA-XML:project:1.0" name={value(dossier.title)}'
        f' origin={value(refi.ORIGIN)} creationDateTime="{dossier.made}">\n'
    )
    if dossier.authors:
        yield "<Users>\n"
        for author in dossier.authors:
            yield f'<User guid="{_user(author)}" name={value(author)}/>\n'
        yield "</Users>\n"
    if dossier.tags:
        yield "<CodeBook>\n"
        yield from refi.codes(dossier.tags)
        yield "</CodeBook>\n"
    opened = False
    for entry in dossier.entries:
        if not opened:
            yield "<Sources>\n"
            opened = True
        yield from _text_source(entry)
    if opened:
        yield "</Sources>\n"
    if dossier.scope:
        yield f"<Description>{content(dossier.scope)}</Description>\n"
    yield "</Project>\n"


def _text_source(entry: Entry) -> Iterator[str]:
    briefing = entry.article.briefing
    # Programs make a file name of it.
    name = briefing.title.replace("/", "∕")
    yield (
        f'<TextSource guid="{_source(entry)}" name={value(name)}'
        f' plainTextPath="internal://{_source(entry)}.txt" creationDateTime="{briefing.added}">\n'
    )
    said = origin(briefing)
    if said:
        yield f"<Description>{content(said)}</Description>\n"
    for annotation in entry.standing:
        yield from _selection(annotation)
    yield "</TextSource>\n"


def _selection(annotation: Annotation) -> Iterator[str]:
    user, exact = _user(annotation.author), " ".join(annotation.anchor.exact.split())
    name = exact if len(exact) <= _NAME else f"{exact[: _NAME - 1]}…"
    yield (
        f'<PlainTextSelection guid="{guid("annotation", annotation.id)}" name={value(name)}'
        f' startPosition="{annotation.anchor.start}" endPosition="{annotation.anchor.end}"'
        f' creatingUser="{user}" creationDateTime="{annotation.created}" modifiedDateTime="{annotation.modified}">'
    )
    if annotation.note:
        yield f"<Description>{content(annotation.note)}</Description>"
    for tag in annotation.tags:
        yield (
            f'<Coding guid="{guid("coding", f"{annotation.id} {tag}")}" creatingUser="{user}"'
            f' creationDateTime="{annotation.created}"><CodeRef targetGUID="{refi.code_guid(tag)}"/></Coding>'
        )
    yield "</PlainTextSelection>\n"


def _source(entry: Entry) -> str:
    return guid("briefing", entry.article.briefing.id)


def _user(author: str) -> str:
    return guid("author", author)


FORMAT = Format(
    "qdpx",
    ".qdpx",
    Shape.BINARY,
    "Texts, codebook and passages, for NVivo, ATLAS.ti, MAXQDA and others (REFI-QDA).",
    write,
    "Blocks, grades, claims, orphans.",
)
