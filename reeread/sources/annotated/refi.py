"""REFI-QDA: projects (.qdpx) and codebooks (.qdc), read leniently, because the programs that write them are lenient."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from reeread.model.arrival import Bundle, Mark, Refused, Text
from reeread.model.errors import SourceError
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.sources import plain
from reeread.sources.annotated.fields import Unfit, moment, uuid
from reeread.sources.archive import Archive
from reeread.sources.xml import elements, local, text_of
from reeread.text.anchors import anchor
from reeread.text.units import Unit, Units

_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_INTERNAL = "internal://"


def codebook(raw: bytes, name: str) -> Bundle:
    """Return the tags of a codebook.

    Raises:
        SourceError: It is no codebook.
    """
    root = elements(raw, name)
    if local(root) != "CodeBook":
        raise SourceError("It is XML, but no codebook of REFI-QDA.", name)
    return Bundle("qdc", tuple(_tags(root).values()))


def project(raw: bytes, name: str) -> Bundle:
    """Return the texts, tags and passages of a project; pictures, sounds and PDF are refused, each by itself.

    Offsets count code points of the text as it stands in the file, ends exclusive. NVivo counts UTF-16 with each line
    ending in two characters.

    Raises:
        SourceError: It is no project.
    """
    archive = Archive(raw, "REFI-QDA project")
    main = next((one for one in archive.names if one.casefold().endswith(".qde") and "/" not in one), None)
    if main is None:
        raise SourceError("It is an archive, but no project of REFI-QDA: it has no .qde.", name)
    return _Project(archive, elements(archive.read(main), main)).bundle()


class _Project:
    """One project as it is read."""

    def __init__(self, archive: Archive, root: Element) -> None:
        self._archive = archive
        self._members = {name.casefold(): name for name in archive.names}
        self._root = root
        self._tags = _tags(root)
        self._users = {
            _guid(user): user.get("name") or user.get("id") or "" for user in _every(root, "Users", "User")
        }
        self._notes = {
            _guid(note): _content(note, "PlainTextContent") or _content(note, "Description")
            for note in _every(root, "Notes", "Note")
        }
        self._nvivo = "nvivo" in (root.get("origin") or "").casefold()
        self._refused: list[Refused] = []

    def bundle(self) -> Bundle:
        texts: list[Text] = []
        marks: list[Mark] = []
        for source in _every(self._root, "Sources"):
            kind, said = local(source), source.get("name") or _guid(source)
            if kind != "TextSource":
                self._refused.append(Refused(said, f"it is a {kind}, and only texts can come in"))
                continue
            try:
                written = self._text(source)
            except (KeyError, SourceError) as error:
                why = error.what if isinstance(error, SourceError) else "its text is not in the archive"
                self._refused.append(Refused(said, why))
                continue
            id = uuid(_guid(source))
            parsed = plain.parse(written.replace("\r\n", "\n").encode(), said)
            meta = parsed.meta._replace(title=said.replace("∕", "/"), title_derived=False)
            parsed = parsed._replace(meta=meta, raw=parsed.body.encode())
            texts.append(Text(id, id, said, parsed, _time(source, "creationDateTime")))
            places = _Places(written, parsed.body, nvivo=self._nvivo)
            found = (
                self._mark(one, id, parsed.body, places) for one in _children(source, "PlainTextSelection")
            )
            marks.extend(mark for mark in found if mark is not None)
        return Bundle(
            "qdpx", tuple(self._tags.values()), tuple(texts), tuple(marks), (), tuple(self._refused)
        )

    def _text(self, source: Element) -> str:
        inline = next(_children(source, "PlainTextContent"), None)
        if inline is not None:
            return inline.text or ""
        path = source.get("plainTextPath") or ""
        if not path:
            raise SourceError("it has no plain text")
        key = f"sources/{path.removeprefix(_INTERNAL)}".casefold()
        raw = self._archive.read(self._members[key])
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise SourceError("its text is not UTF-8") from error

    def _mark(self, selection: Element, text: str, body: str, places: "_Places") -> Mark | None:
        named = selection.get("name") or _guid(selection)
        try:
            begin, end = (int(selection.get(name, "")) for name in ("startPosition", "endPosition"))
        except ValueError:
            self._refused.append(Refused(named, "its place is no number"))
            return None
        start, stop = places.of(begin), places.of(end)
        if begin < 0 or start >= stop:
            self._refused.append(Refused(named, "its place is not in its text"))
            return None
        place = anchor(body, Span(start, stop))
        codings = list(_children(selection, "Coding"))
        codes = [_guid(ref, "targetGUID") for coding in codings for ref in _children(coding, "CodeRef")]
        users = [selection.get("creatingUser"), *(coding.get("creatingUser") for coding in codings)]
        author = next((self._users[uuid(one)] for one in users if one and uuid(one) in self._users), "")
        notes = [_content(selection, "Description")]
        notes += [self._notes.get(_guid(ref, "targetGUID"), "") for ref in _children(selection, "NoteRef")]
        created = _time(selection, "creationDateTime")
        return Mark(
            uuid(_guid(selection)),
            text,
            place.exact,
            place.prefix,
            place.suffix,
            start,
            stop,
            tuple(dict.fromkeys(self._tags[code].name for code in codes if code in self._tags)),
            "\n\n".join(filter(None, notes)),
            author,
            created,
            _time(selection, "modifiedDateTime") or created,
        )


class _Places:
    """Where offsets of the file are in the body."""

    def __init__(self, written: str, body: str, *, nvivo: bool) -> None:
        counted = body.replace("\n", "\r\n") if nvivo else written
        self._units = Units(counted, Unit.UTF16) if nvivo else None
        self._breaks = [found.start() for found in re.finditer("\r\n", counted)]
        self._length = len(body)

    def of(self, offset: int) -> int:
        places = self._units.back(offset) if self._units else offset
        return min(self._length, places - bisect_left(self._breaks, places))


def _tags(root: Element) -> dict[str, Tag]:
    """Return the codes as tags by their ids; what stands in another has its name before its own."""
    found: dict[str, Tag] = {}

    def walk(parent: Element, path: str) -> None:
        for code in _children(parent, "Code"):
            name = "/".join(
                part for part in (path, (code.get("name") or "").strip().replace("/", "∕")) if part
            )
            color = code.get("color") or ""
            found[uuid(_guid(code))] = Tag(
                name, "", color if _COLOR.fullmatch(color) else "", _content(code, "Description")
            )
            walk(code, name)

    for codes in root.iter():
        if local(codes) == "Codes":
            walk(codes, "")
    return {id: tag for id, tag in found.items() if tag.name}


def _every(root: Element, *names: str) -> Iterator[Element]:
    """Yield the elements at a path; without the last name all children."""
    for outer in _children(root, names[0]):
        yield from _children(outer, names[1]) if len(names) > 1 else iter(outer)


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if local(child) == name)


def _content(element: Element, name: str) -> str:
    return text_of(next(_children(element, name), None))


def _guid(element: Element, name: str = "guid") -> str:
    said = element.get(name) or ""
    return uuid(said) if said else ""


def _time(element: Element, name: str) -> str:
    try:
        return moment({name: element.get(name)}, name)
    except Unfit:
        return ""
