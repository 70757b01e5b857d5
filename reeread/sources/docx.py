"""Word documents (DOCX): headings, lists, tables, footnotes, links and emphasis."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from reeread.model.body import BlockKind, MarkKind, Parsed
from reeread.model.errors import SourceError
from reeread.sources.addresses import joined
from reeread.sources.archive import Archive, beside
from reeread.sources.docx_styles import Lists, Style, lists, number_of, styles
from reeread.sources.writer import CELL, STRUCK, Writer, finished, with_meta
from reeread.sources.xml import attribute, child, elements, local, text_of

_MAIN = "word/document.xml"
_FIELD_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"', re.IGNORECASE)
_SKIPPED = frozenset(
    ("del", "moveFrom", "Fallback", "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "instrText", "delText")
)
_OFF = ("0", "false", "off", "none")
_DEEPEST = 100
_EMPHASIS = (("b", MarkKind.STRONG), ("i", MarkKind.EMPHASIS))
_NOTES = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the text of a document: what was deleted is left out, what was inserted is there; notes stand below.

    Raises SourceError if it is no DOCX, is damaged, has a DOCTYPE or unpacks to too much.
    """
    archive = Archive(raw, "DOCX")
    main = _main(archive)
    if main not in archive:
        raise SourceError("is no DOCX: there is no document in the archive.")
    relations = _Relations(archive, main)
    walk = _Walk(
        Writer(),
        styles(relations.part("styles")),
        lists(relations.part("numbering")),
        relations.links,
    )
    walk.blocks(elements(archive.read(main), main), 0)
    for kind, ids in walk.noted.items():
        walk.links = relations.below(kind).links
        _notes(walk, relations.part(kind), ids, kind)
    parsed = finished(walk.writer, "docx")
    return parsed._replace(meta=with_meta(parsed.meta, **_properties(archive)))


def _main(archive: Archive) -> str:
    if "_rels/.rels" in archive:
        for relation in elements(archive.read("_rels/.rels"), "_rels/.rels"):
            if attribute(relation, "Type").endswith("/officeDocument"):
                return beside("", attribute(relation, "Target"))
    return _MAIN


class _Relations:
    """What a part of the package refers to."""

    def __init__(self, archive: Archive, part: str) -> None:
        self._archive = archive
        self.links: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        folder, _, name = part.rpartition("/")
        place = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
        if place not in archive:
            return
        for relation in elements(archive.read(place), place):
            target = attribute(relation, "Target")
            if attribute(relation, "TargetMode") == "External":
                self.links[attribute(relation, "Id")] = joined("", target)
            else:
                self._parts.setdefault(attribute(relation, "Type").rpartition("/")[2], beside(part, target))

    def below(self, kind: str) -> "_Relations":
        """Return what a related part refers to itself."""
        return _Relations(self._archive, self._parts.get(kind, ""))

    def part(self, kind: str) -> Element | None:
        """Return the root of a related part, None if there is none."""
        name = self._parts.get(kind, "")
        data = self._archive.read(name)
        return elements(data, name) if data else None


def _notes(walk: "_Walk", root: Element | None, ids: list[str], kind: str) -> None:
    """Write the notes that the text refers to, each with its number."""
    if root is None:
        return
    found = {attribute(note, "id"): note for note in root}
    for id in ids:
        if id in found:
            walk.marker = f"[{walk.number(kind, id)}] "
            walk.blocks(found[id], 0)
            walk.marker = ""


def _properties(archive: Archive) -> dict[str, str]:
    """Return what the document says of itself."""
    place = "docProps/core.xml"
    if place not in archive:
        return {}
    root = elements(archive.read(place), place)
    created = text_of(child(root, "created")) or text_of(child(root, "modified"))
    return {
        "title": text_of(child(root, "title")),
        "byline": text_of(child(root, "creator")),
        "published": created if re.fullmatch(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?", created) else "",
        "language": text_of(child(root, "language")),
    }


@dataclass(slots=True)
class _Field:
    """A field: its instruction, then what it shows."""

    instruction: str = ""
    shown: bool = False
    linked: bool = False


@dataclass(slots=True)
class _Walk:
    """Writes the elements of a document."""

    writer: Writer
    styles: Mapping[str, Style]
    lists: Lists
    links: Mapping[str, str]
    noted: dict[str, list[str]] = field(default_factory=lambda: {"footnotes": [], "endnotes": []})
    marker: str = ""
    """Of a note that has no words yet."""
    _fields: list[_Field] = field(default_factory=list)
    _listed: str = ""
    """The list that the block before belongs to."""

    def number(self, kind: str, id: str) -> int:
        """Return the number of a note, counted through the text; endnotes go on behind the footnotes."""
        if id not in self.noted[kind]:
            self.noted[kind].append(id)
        before = len(self.noted["footnotes"]) if kind == "endnotes" else 0
        return before + self.noted[kind].index(id) + 1

    def blocks(self, element: Element, depth: int) -> None:
        """Write the paragraphs and tables in an element."""
        for inner in element:
            kind = local(inner)
            if kind == "p":
                self._paragraph(inner, depth)
            elif kind == "tbl":
                self._table(inner, depth)
            elif kind not in _SKIPPED and depth < _DEEPEST:
                self.blocks(inner, depth + 1)

    def _paragraph(self, element: Element, depth: int) -> None:
        properties = child(element, "pPr")
        named = child(properties, "pStyle")
        style = self.styles.get(attribute(named, "val"), Style()) if named is not None else Style()
        kind, level, marker = style.kind, style.level, self.marker
        numbering = number_of(properties) or style.numbering
        listed = numbering[0] if numbering and kind is BlockKind.PARAGRAPH else ""
        if numbering and listed and _has_words(element):
            found = self.lists.marker(*numbering)
            if found:
                kind, level, marker = BlockKind.ITEM, numbering[1] + 1, found
        self.writer.begin(kind, level, marker, tight=bool(listed) and listed == self._listed)
        boxes: list[Element] = []
        self._runs(element, depth, boxes)
        if self.writer.within:
            self.marker = ""
            self._listed = listed if kind is BlockKind.ITEM else ""
        self.writer.end()
        self._fields.clear()
        for box in boxes:
            if depth < _DEEPEST:
                self.blocks(box, depth + 1)

    def _runs(self, element: Element, depth: int, boxes: list[Element]) -> None:
        for inner in element:
            match local(inner):
                case "r":
                    self._run(inner, depth, boxes)
                case "hyperlink":
                    self._link(inner, depth, boxes)
                case "txbxContent":
                    boxes.append(inner)
                case kind if kind not in _SKIPPED and depth < _DEEPEST:
                    self._runs(inner, depth + 1, boxes)
                case _:
                    pass

    def _link(self, element: Element, depth: int, boxes: list[Element]) -> None:
        target = self.links.get(attribute(element, "id"), "")
        if target:
            self.writer.open(MarkKind.LINK, target)
        if depth < _DEEPEST:
            self._runs(element, depth + 1, boxes)
        if target:
            self.writer.close()

    def _run(self, element: Element, depth: int, boxes: list[Element]) -> None:
        properties = child(element, "rPr")
        kinds = [kind for name, kind in _EMPHASIS if _on(properties, name)]
        struck = (_on(properties, "strike") or _on(properties, "dstrike")) and _has_words(element)
        if _on(properties, "vanish"):
            return
        for kind in kinds:
            self.writer.open(kind)
        if struck:
            self.writer.verbatim(STRUCK)
        for inner in element:
            self._piece(inner, depth, boxes)
        if struck:
            self.writer.verbatim(STRUCK)
        for _ in kinds:
            self.writer.close()

    def _piece(self, element: Element, depth: int, boxes: list[Element]) -> None:
        kind = local(element)
        match kind:
            case "t":
                self._text(element.text or "")
            case "tab":
                self._text("\t")
            case "br" | "cr":
                self.writer.line_end()
            case "noBreakHyphen":
                self._text("\u2011")
            case "sym":
                self._text(_symbol(attribute(element, "char")))
            case "footnoteReference" | "endnoteReference":
                self._text(f"[{self.number(_NOTES[kind], attribute(element, 'id'))}]")
            case "fldChar":
                self._field(attribute(element, "fldCharType"))
            case "instrText":
                if self._fields:
                    self._fields[-1].instruction += (element.text or "")[:2000]
            case "txbxContent":
                boxes.append(element)
            case _ if kind not in _SKIPPED and depth < _DEEPEST:
                for inner in element:
                    self._piece(inner, depth + 1, boxes)
            case _:
                pass

    def _field(self, kind: str) -> None:
        """Begin a field, come to what it shows, or end it."""
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            top = self._fields[-1]
            link = _FIELD_LINK.match(top.instruction)
            top.shown = True
            if link and (target := joined("", link[1])):
                top.linked = True
                self.writer.open(MarkKind.LINK, target)
        elif kind == "end" and self._fields and self._fields.pop().linked:
            self.writer.close()

    def _text(self, text: str) -> None:
        if all(one.shown for one in self._fields):
            self.writer.verbatim(text)

    def _table(self, element: Element, depth: int) -> None:
        """Write each row as one block, its cells parted by bars."""
        tight = False
        for row in _below(element, "tr", 0):
            self.writer.begin(BlockKind.PARAGRAPH, tight=tight)
            for at, cell in enumerate(_below(row, "tc", 0)):
                if at and self.writer.within:
                    self.writer.verbatim(CELL)
                boxes: list[Element] = []
                for number, paragraph in enumerate(cell.iter()):
                    if local(paragraph) == "p":
                        if number > 1 and self.writer.within:
                            self.writer.words(" ")
                        self._runs(paragraph, depth, boxes)
            tight = tight or self.writer.within
            self.writer.end()
        self._listed = ""


def _below(element: Element, name: str, depth: int) -> list[Element]:
    """Return the outermost elements of a name in an element."""
    found: list[Element] = []
    for inner in element:
        if local(inner) == name:
            found.append(inner)
        elif depth < _DEEPEST and local(inner) not in _SKIPPED:
            found.extend(_below(inner, name, depth + 1))
    return found


def _has_words(element: Element) -> bool:
    return any(local(inner) == "t" and (inner.text or "").strip() for inner in element.iter())


def _on(properties: Element | None, name: str) -> bool:
    found = child(properties, name)
    return found is not None and attribute(found, "val") not in _OFF


def _symbol(code: str) -> str:
    """Return the character of a symbol; those of private fonts are bullets more often than not."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= number <= 0xF8FF else chr(number) if 0x20 < number < 0xD800 else ""
