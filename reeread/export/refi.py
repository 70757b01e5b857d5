"""The codebook of REFI-QDA, which its .qdc and its .qdpx share: tags with slashes are codes inside codes."""

from collections.abc import Iterable, Iterator

from reeread import __version__
from reeread.export.guids import guid
from reeread.export.xml_text import content, value
from reeread.model.tag import Tag

ORIGIN = f"reeread {__version__}"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def codes(tags: Iterable[Tag]) -> Iterator[str]:
    """Yield the element Codes; a tag whose parent the codebook lacks stands in one that codes nothing.

    The schema wants at least one code: without tags nothing is yielded.
    """
    known = {tag.name: tag for tag in tags}
    names = {
        "/".join(parts[:depth])
        for parts in (name.split("/") for name in known)
        for depth in range(1, len(parts) + 1)
    }
    if names:
        yield "<Codes>\n"
        yield from _beneath("", known, sorted(names, key=lambda name: _place(name, known)))
        yield "</Codes>\n"


def code_guid(tag: str) -> str:
    """Return the id of a tag's code."""
    return guid("tag", tag)


def _beneath(parent: str, known: dict[str, Tag], names: list[str]) -> Iterator[str]:
    for name in names:
        above, _, leaf = name.rpartition("/")
        if above != parent:
            continue
        tag = known.get(name)
        color = f' color="{tag.color}"' if tag else ""
        codable = "true" if tag else "false"
        yield f'<Code guid="{code_guid(name)}" name={value(leaf)} isCodable="{codable}"{color}>'
        if tag and tag.meaning:
            yield f"<Description>{content(tag.meaning)}</Description>"
        yield from _beneath(name, known, names)
        yield "</Code>\n"


def _place(name: str, known: dict[str, Tag]) -> tuple[int, str]:
    """Return where a code stands: as its tag, or as the first of those beneath it."""
    tag = known.get(name)
    beneath = [one.position for one in known.values() if one.name.startswith(f"{name}/")]
    return (tag.position if tag else min(beneath), name)
