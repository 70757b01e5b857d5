"""W3C Web Annotations: one, a list of them, a page or a collection, as JSON-LD in its usual form."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reeread.model.arrival import Bundle, Mark, Refused
from reeread.sources.annotated.fields import Unfit, about, moment, number, text, uuid

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

Row = Mapping[str, Any]

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\ud800-\udfff]+")
_SETS = {"Choice", "List", "Composite", "Independents"}
_DIRECTIONS = {"ltr", "rtl", "auto"}
_VALUED = {"FragmentSelector", "CssSelector", "XPathSelector", "SvgSelector"}
_RESOURCES = ("rights", "canonical", "via")


def bundle(document: Any) -> Bundle:
    """Return the annotations of a document; one that the model does not allow is refused by itself."""
    marks: list[Mark] = []
    refused: list[Refused] = []
    for place, (item, inherited) in enumerate(_items(document), 1):
        try:
            marks += _marks(_checked(item, inherited))
        except Unfit as error:
            named = item.get("id") if isinstance(item, dict) else None
            refused.append(Refused(named if isinstance(named, str) else f"annotation {place}", error.what))
    keys = dict.fromkeys(mark.text for mark in marks)
    return Bundle("w3c", (), tuple(map(about, keys)), tuple(marks), (), tuple(refused))


def _items(document: Any) -> Iterator[tuple[Any, bool]]:
    """Yield each annotation, and whether what holds it has the context already."""
    if isinstance(document, list):
        for one in document:
            yield from _items(one)
        return
    kind = document.get("type") if isinstance(document, dict) else None
    held = (
        document.get("first")
        if kind == "AnnotationCollection"
        else document
        if kind == "AnnotationPage"
        else None
    )
    if not isinstance(held, dict):
        yield document, False
        return
    items = held.get("items", [])
    for one in items if isinstance(items, list) else [items]:
        yield one, _has_context(document)


def _has_context(row: Row) -> bool:
    said = row.get("@context")
    return CONTEXT in said if isinstance(said, list) else said == CONTEXT


def _checked(row: Any, inherited: bool) -> Row:
    """Return an annotation that satisfies what the model says it MUST.

    Raises:
        Unfit: It does not; the message says where.
    """
    if not isinstance(row, dict):
        raise Unfit("it is no object")
    if not (_has_context(row) or (inherited and "@context" not in row)):
        raise Unfit(f"“@context” is not {CONTEXT}")
    _iri(row, "id")
    kinds = row.get("type")
    if "Annotation" not in (kinds if isinstance(kinds, list) else [kinds]):
        raise Unfit("“type” is not Annotation")
    if "body" in row and "bodyValue" in row:
        raise Unfit("it has both “body” and “bodyValue”")
    if "bodyValue" in row:
        text(row, "bodyValue")
    if "target" not in row:
        raise Unfit("it has no “target”")
    _about(row)
    for agent in ("creator", "generator"):
        for one in _listed(row.get(agent, [])):
            if not (isinstance(one, dict) or _is_iri(one)):
                raise Unfit(f"“{agent}” is neither an agent nor an address")
    for name in ("target", "body"):
        for one in _listed(row.get(name, [])):
            _resource(one, name)
    return row


def _about(row: Row) -> None:
    """Check the times and addresses that an annotation, a body or a target may have."""
    for name in ("created", "modified", "generated"):
        moment(row, name)
    for name in _RESOURCES:
        for one in _listed(row.get(name, [])):
            if not _is_iri(one):
                raise Unfit(f"“{name}” is no address")
    if "textDirection" in row and (
        not isinstance(row["textDirection"], str) or row["textDirection"] not in _DIRECTIONS
    ):
        raise Unfit("“textDirection” is none of ltr, rtl, auto")
    for name in ("processingLanguage", "format"):
        if name in row and not (
            isinstance(row[name], str) or (name == "format" and isinstance(row[name], list))
        ):
            raise Unfit(f"“{name}” is no text")
    for one in _listed(row.get("language", [])):
        if not isinstance(one, str):
            raise Unfit("“language” is no text")


def _resource(row: Any, name: str) -> None:
    if isinstance(row, str):
        if not _is_iri(row):
            raise Unfit(f"“{name}” is no address")
        return
    if not isinstance(row, dict):
        raise Unfit(f"“{name}” is neither an object nor an address")
    _about(row)
    kinds = _listed(row.get("type", []))
    sets = _SETS & {kind for kind in kinds if isinstance(kind, str)}
    if len(sets) > 1:
        raise Unfit(f"“{name}” is {' and '.join(sorted(sets))} at once")
    if "items" in row:
        if not sets:
            raise Unfit(f"“{name}” has items and is no set")
        for one in _listed(row["items"]):
            _resource(one, name)
        return
    if name == "body" and ("TextualBody" in kinds or ("value" in row and "source" not in row)):
        text(row, "value")
        return
    if "source" in row or "SpecificResource" in kinds:
        for one in _listed(row.get("source")):
            if isinstance(one, dict):
                _iri(one, "id")
            elif not _is_iri(one):
                raise Unfit("“source” is no address")
        for selector in _listed(row.get("selector", [])):
            _selector(selector)
        return
    _iri(row, "id")


def _selector(row: Any) -> None:
    if isinstance(row, str) and _is_iri(row):
        return
    if not isinstance(row, dict):
        raise Unfit("“selector” is no object")
    kinds = set(map(str, _listed(row.get("type", []))))
    if kinds & _VALUED:
        # An SVG may be told by its address.
        if "SvgSelector" not in kinds or "id" not in row:
            text(row, "value")
    elif "TextQuoteSelector" in kinds:
        for name in ("exact", "prefix", "suffix"):
            text(row, name, None if name == "exact" else "")
    elif kinds & {"TextPositionSelector", "DataPositionSelector"}:
        number(row, "end", number(row, "start"))
    elif "RangeSelector" in kinds:
        for name in ("startSelector", "endSelector"):
            _selector(row.get(name))
    for inner in _listed(row.get("refinedBy", [])):
        _selector(inner)


def _marks(row: Row) -> Iterator[Mark]:
    """Yield a mark for each target of an annotation."""
    tags, notes = _said(row)
    creators = [one for one in _listed(row.get("creator", [])) if one]
    author = _name(creators[0]) if creators else ""
    created, modified = moment(row, "created"), moment(row, "modified")
    targets = list(_targets(row["target"]))
    for place, (source, selectors) in enumerate(targets):
        # The first keeps the annotation's own id, so that what we wrote comes back as what it was.
        id = uuid(row["id"]) if place == 0 else uuid(f"{row['id']} {place}")
        yield Mark(
            id,
            source,
            *_where(selectors),
            tuple(tags),
            "\n\n".join(notes),
            author,
            created,
            modified or created,
        )


def _where(selectors: list[Any]) -> tuple[str, str, str, int | None, int | None]:
    """Return quote, prefix, suffix, and the place; what no selector of text says is about the whole."""
    exact = prefix = suffix = ""
    start = end = None
    every = list(selectors)
    for one in every:
        if not isinstance(one, dict):
            continue
        every += _listed(one.get("refinedBy", []))
        kinds = _listed(one.get("type", []))
        if "TextQuoteSelector" in kinds and not exact:
            exact, prefix, suffix = (text(one, name, "") for name in ("exact", "prefix", "suffix"))
        elif "TextPositionSelector" in kinds and start is None:
            start, end = number(one, "start"), number(one, "end")
    return exact, prefix, suffix, start, end


def _targets(target: Any) -> Iterator[tuple[str, list[Any]]]:
    for one in _listed(target):
        if isinstance(one, str):
            yield one, []
        elif "items" in one:
            yield from _targets(one["items"])
        elif "source" in one:
            for source in _listed(one["source"]):
                yield source["id"] if isinstance(source, dict) else source, _listed(one.get("selector", []))
        else:
            yield one["id"], []


def _said(row: Row) -> tuple[list[str], list[str]]:
    """Return the tags of an annotation, and its notes."""
    tags: list[str] = []
    notes = [row["bodyValue"]] if "bodyValue" in row else []
    motivations = _listed(row.get("motivation", []))
    for body in _bodies(row.get("body", [])):
        if isinstance(body, str):
            notes.append(body)
            continue
        value = body.get("value") or body.get("id") or body.get("source")
        if not isinstance(value, str):
            continue
        purposes = _listed(body.get("purpose", [])) or motivations
        single = "\n" not in value and "value" in body
        (tags if "tagging" in purposes and single else notes).append(value.strip())
    return list(dict.fromkeys(filter(None, tags))), [note for note in notes if note]


def _bodies(body: Any) -> Iterator[Any]:
    for one in _listed(body):
        if isinstance(one, dict) and "items" in one:
            yield from _bodies(one["items"])
        else:
            yield one


def _name(agent: Any) -> str:
    if isinstance(agent, str):
        return agent
    said = next((agent[name] for name in ("name", "nickname", "id") if agent.get(name)), "")
    return text({"name": said[0] if isinstance(said, list) and said else said}, "name")


def _iri(row: Row, name: str) -> str:
    if not _is_iri(row.get(name)):
        raise Unfit(f"“{name}” is no address")
    return str(row[name])


def _is_iri(value: Any) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
