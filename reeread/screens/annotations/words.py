"""The words of the filter line: what is asked for with them, and what is not understood."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reeread.model.annotation import AnchorState
from reeread.model.tag import Tag

_WORD = re.compile(r'(\w+):(?=\s|$)|(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
NAMES = ("tag", "author", "briefing", "state", "stack", "since")
"""What can stand before a colon; any other word is looked for in passages and notes."""


@dataclass(frozen=True, slots=True)
class Words:
    """A filter line taken apart: what is asked of each, and the rest, which is text."""

    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    text: str = ""

    @classmethod
    def of(cls, typed: str, names: Sequence[str] = NAMES) -> "Words":
        """Return what was typed, taken apart; names with spaces stand in quotation marks."""
        asked: dict[str, tuple[str, ...]] = {}
        rest: list[str] = []
        for bare, name, quoted, word in _WORD.findall(typed.replace("“", '"').replace("”", '"')):
            value = quoted or word
            if name in names:
                asked[name] = (*asked.get(name, ()), value)
            elif not bare:
                rest.append(f"{name}:{value}" if name else value)
        return cls(asked, " ".join(rest))


@dataclass(frozen=True, slots=True)
class Known:
    """What a library has that a filter can name."""

    tags: Sequence[Tag]
    authors: Sequence[str]
    stacks: Sequence[str] = ()
    annotations: int = 0
    """How many there are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which annotations are wanted, in the library's own names."""

    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    briefings: tuple[str, ...] = ()
    """Words of titles, or ids, one of which names their briefing."""
    stacks: tuple[str, ...] = ()
    states: tuple[AnchorState, ...] = ()
    since: str | None = None
    text: str = ""
    unknown: str = ""
    """What is like nothing in the library, in a sentence; then nothing is wanted."""


def wanted(words: Words, known: Known) -> Wanted:
    """Return what the words ask for; a beginning is enough, and while one types it names all that begin so."""
    found: dict[str, tuple[str, ...]] = {}
    pools = {
        "tag": [tag.name for tag in known.tags],
        "author": list(known.authors),
        "state": [state.value for state in AnchorState],
        "stack": list(known.stacks),
    }
    for name, pool in pools.items():
        for value in words.asked.get(name, ()):
            hits = like(value, pool)
            if not hits:
                return Wanted(unknown=f"No {name} is like “{value}”. There are {', '.join(pool) or 'none'}.")
            found[name] = (*found.get(name, ()), *hits)
    since = words.asked.get("since", (None,))[-1]
    if since is not None and not re.fullmatch(r"\d{4}-\d\d-\d\d.*", since):
        return Wanted(unknown=f"“{since}” is no date yet. Write it like since:2026-05-31.")
    return Wanted(
        tags=found.get("tag", ()),
        authors=found.get("author", ()),
        briefings=words.asked.get("briefing", ()),
        stacks=found.get("stack", ()),
        states=tuple(AnchorState(state) for state in found.get("state", ())),
        since=since,
        text=words.text,
    )


def like(value: str, pool: Iterable[str]) -> tuple[str, ...]:
    """Return the one of this name, else those that begin so, else those that hold it; case does not matter."""
    asked = value.casefold()
    folded = [(one, one.casefold()) for one in pool]
    return (
        tuple(one for one, low in folded if low == asked)
        or tuple(one for one, low in folded if low.startswith(asked))
        or tuple(one for one, low in folded if asked in low)
    )
