"""Tags as a tree: each below the one whose name it continues after a slash."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reeread.model.tag import Tag


@dataclass(frozen=True, slots=True)
class Twig:
    """A tag and where it stands in the tree."""

    tag: Tag
    depth: int
    """How many tags of the codebook stand above it."""
    name: str
    """What it is called there: the part of its name that those above it do not say."""


def tree(tags: Iterable[Tag]) -> tuple[Twig, ...]:
    """Return the tags in the order of the codebook, each followed by those below it.

    A tag whose parent the codebook does not have stands under the nearest tag above it, or at the top.
    """
    listed = tuple(tags)
    names = {tag.name for tag in listed}
    below: dict[str, list[Tag]] = {}
    for tag in listed:
        below.setdefault(_above(tag.name, names), []).append(tag)
    return tuple(_walk("", 0, below))


def _above(name: str, names: set[str]) -> str:
    """Return the nearest tag above a name that there is, or ""."""
    while name := name.rpartition("/")[0]:
        if name in names:
            return name
    return ""


def _walk(parent: str, depth: int, below: dict[str, list[Tag]]) -> Iterator[Twig]:
    for tag in below.get(parent, ()):
        yield Twig(tag, depth, tag.name[len(parent) + 1 :] if parent else tag.name)
        yield from _walk(tag.name, depth + 1, below)
