"""The words before and after a number that open it, cap it or blur it."""

import re
from dataclasses import dataclass

from reeread.extract.figure_grammar import Grammar, key

_REACH = 40
_LONGEST = 5
_WORD = re.compile(r"\w[\w.’'-]*|[<>]=|[^\w\s]")
_LASTING = frozenset(("for", "in", "after", "took", "take", "takes", "lasted", "lasting", "spent", "of"))
"""After these "over two years" is longer than two years, elsewhere it is in the course of two years."""
_SIGNS = frozenset(("~", "≈", "∼", "<", ">", "≤", "≥", "<=", ">="))


@dataclass(frozen=True, slots=True)
class Bound:
    """What bounds a number, and where its words begin (before) or end (after)."""

    at: int
    more: bool = False
    less: bool = False
    about: bool = False


def before(grammar: Grammar, text: str, start: int, floor: int, *, span: bool) -> Bound:
    """Return the bound whose words end where a number begins, looking back no further than `floor`.

    `span` says that the number measures a time or a length: "over five years" is no bound.
    """
    kinds: set[str] = set()
    at = start
    while True:
        row = _words(text, max(floor, at - _REACH), at)
        if row and row[-1][0] in ("the", "a", "an"):
            row.pop()
        taken = _taken(grammar.before, row)
        if not taken:
            break
        phrase, rest = row[-taken:], row[:-taken]
        kind = grammar.before[tuple(word for word, _ in phrase)]
        near = _taken(grammar.near, rest) if kind != "about" else 0
        far = kind != "about" and bool(rest) and rest[-1][0] in grammar.far
        if not _binds(grammar, phrase[0][0], kind, rest, span=span, softened=bool(near) or far):
            break
        kinds.add(kind)
        at = rest[-near][1] if near else rest[-1][1] if far else phrase[0][1]
        if near:
            kinds.add("about")
    return Bound(at, "more" in kinds, "less" in kinds, "about" in kinds)


def _binds(
    grammar: Grammar, first: str, kind: str, rest: list[tuple[str, int]], *, span: bool, softened: bool
) -> bool:
    """Return whether a word that can be a bound is one where it stands."""
    if not span:
        return first not in grammar.reach
    if first not in grammar.during or kind == "about" or softened:
        return True
    return bool(rest) and rest[-1][0] in _LASTING


def _taken(table: dict[tuple[str, ...], str] | frozenset[tuple[str, ...]], row: list[tuple[str, int]]) -> int:
    """Return how many of the last words make a phrase of a table, the longest, 0 for none."""
    for count in range(min(_LONGEST, len(row)), 0, -1):
        if tuple(word for word, _ in row[-count:]) in table:
            return count
    return 0


def _words(text: str, floor: int, at: int) -> list[tuple[str, int]]:
    """Return the last words before a place with where each begins, small; they end at the first other sign."""
    row: list[tuple[str, int]] = []
    for found in reversed(list(_WORD.finditer(text, floor, at))):
        word = found.group()
        if len(row) > _LONGEST or not (word[0].isalnum() or word in _SIGNS):
            break
        row.append((word.lower(), found.start()))
    row.reverse()
    return row


def after(grammar: Grammar, text: str, end: int) -> Bound:
    """Return the bound whose words begin where a number ends."""
    if not (found := grammar.after.match(text, end)):
        return Bound(end)
    kind = grammar.after_kinds[key(found.group()) if found.group()[0] != "-" else found.group().lower()]
    return Bound(found.end(), kind == "more", kind == "less", kind == "about")
