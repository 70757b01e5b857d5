"""Where sentences begin and end inside a block."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from reeread.model.body import Block, BlockKind
from reeread.model.span import Span

_WHOLE = frozenset({BlockKind.TITLE, BlockKind.HEADING, BlockKind.BYLINE, BlockKind.DATELINE})
_CLOSERS = r"(?:[\"'”’“‘»›)\]}*_」』】〉》）］〕]|\[\d{1,3}\])*+"
_STOP = re.compile(
    # An ellipsis of spaced dots, then ordinary stops that white space or the end must follow. The quantifiers
    # are possessive and a stop may not follow a stop, so that no input makes the search go back.
    r"(?:(?<![.!?…])(?:\.(?:[ \u00a0]\.){2,}+|[.!?…؟۔।॥։።၊။]++)" + _CLOSERS + r"(?=\s|\Z))"
    # Ideographic stops need no space after them.
    r"|(?P<wide>[。！？｡．]++[」』】〉》）］〕”’\"]*+)"
    r"|(?P<opener>[「『（“])"
)
_PAIR = {"「": "」", "『": "』", "（": "）", "“": "”"}
_LONGEST_QUOTATION = 2_000
"""An opening bracket whose partner is farther off than this is taken for a stray one."""
_LONGEST_WORD = 24
_WORD_BEFORE = re.compile(r"[^\s\"“”‘(\[{<«„—/*]*\Z")
_NEXT = re.compile(r"\s*+[\"'“”‘’«‹„(\[{*_¿¡「『（【–—-]*+\s?(?P<word>[^\W\d_]++|\d++|\S|)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_MARKER = re.compile(r"(?:[•‣▪●⁃*–-]\s?)?\(?(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,5})[.)]*")
_BULLET = re.compile(r"[•‣▪●⁃*–—-]\s+")
_LONGEST_MARKER = 9
_LISTED = re.compile(r"(?P<bullet>[•‣▪●⁃])|\(?(?P<number>\d{1,3}|a)(?P<stop>\.\)|[.)])\s")
"""What a block begins with that holds a whole list."""
_NUMERAL = re.compile(r"\d|[IVXLC]+\b")


def sentences(body: str, block: Block) -> list[Span]:
    """Return the sentences of one block in order, without white space around them.

    A title, heading, byline or dateline is one span; furniture has none. A bullet or dash at the very start of
    its line is left out; a marker that is indented with its item, or a number, belongs to the first sentence.
    Closing quotes and brackets belong to the sentence that they close.
    """
    if block.kind is BlockKind.FURNITURE:
        return []
    start, end = _stripped(body, block.start, block.end)
    if start == end:
        return []
    if block.kind in _WHOLE:
        return [Span(start, end)]
    if block.kind is BlockKind.ITEM and (start == 0 or body[start - 1] == "\n"):
        start = _past_bullet(body, start, end)
    found: list[Span] = []
    for piece in _listed(body, start, end):
        for stop in _stops(body, start, piece):
            found.append(Span(start, stop))
            start = _skip(body, stop, piece)
        if start < piece:
            found.append(Span(*_stripped(body, start, piece)))
        start = _skip(body, piece, end)
    return found


def _past_bullet(body: str, start: int, end: int) -> int:
    bullet = _BULLET.match(body, start, end)
    return bullet.end() if bullet and bullet.end() < end else start


def _listed(body: str, start: int, end: int) -> list[int]:
    """Return where the items of a list that was run into one block end; of any other block, its end."""
    head = _LISTED.match(body, start, end)
    if head is None:
        return [end]
    if head["bullet"]:
        again = re.compile(rf"(?<=\s){head['bullet']}")
        return [match.start() for match in again.finditer(body, start + 1, end)] + [end]
    cuts: list[int] = []
    number, stop, at = head["number"], head["stop"], start
    while True:
        number = chr(ord(number) + 1) if number.isalpha() else str(int(number) + 1)
        at = body.find(f" {number}{stop} ", at, end)
        if at < 0 or number > "z":
            break
        cuts.append(at + 1)
    # "1. … May 2. …" is no list; a third number in order, or a bracket, makes it one.
    return [*cuts, end] if len(cuts) > 1 or ")" in stop else [end]


def _stops(body: str, start: int, end: int) -> Iterator[int]:
    """Yield where sentences end, in order."""
    first = start
    closes = -1  # where the quotation that we are in ends
    for match in _STOP.finditer(body, start, end):
        at = match.end()
        if opener := match["opener"]:
            if match.start() > closes:
                closes = body.find(_PAIR[opener], at, min(end, at + _LONGEST_QUOTATION))
            continue
        if match["wide"]:
            if at <= closes or (at - 1 == closes and not _breaks(body, at, end)):
                continue  # inside a quotation, or one that the sentence goes on after
        elif not _ends(body, first, match.start(), at, end):
            continue
        yield at
        first = _skip(body, at, end)


def _breaks(body: str, at: int, end: int) -> bool:
    """Return whether a new sentence can begin right after a closing ideographic bracket."""
    return at >= end or body[at].isspace() or body[at] in _PAIR


def _ends(body: str, first: int, dot: int, at: int, end: int) -> bool:
    """Return whether the stop at `dot`, with closers up to `at`, ends the sentence that began at `first`."""
    if at >= end:
        return True
    following = _NEXT.match(body, at, min(end, at + 200))
    word = following["word"] if following else ""
    if word[:1].islower():
        return False
    if body.startswith("...]", dot) and body[dot - 1] == "[":
        return False  # "[...]" leaves words out
    if body[dot] != "." or body.startswith("..", dot) or body.startswith(". .", dot):
        return True
    if dot - first <= _LONGEST_MARKER and _MARKER.fullmatch(body, first, dot):
        return False  # "1." opens an item
    before = _WORD_BEFORE.search(body, max(first, dot - _LONGEST_WORD), dot)
    token = before[0] if before else ""
    return _ends_after(token, word, bare=at == dot + 1)


def _ends_after(token: str, word: str, *, bare: bool) -> bool:
    """Return whether a full stop after the token ends a sentence when the word comes next."""
    words = _words()
    known = token.casefold().lstrip("'’")
    if known in words.before_name:
        return not bare
    if known in words.before_number and (_NUMERAL.match(word) or not bare):
        return not bare
    if len(token) < 3 and token.isdecimal() and word.casefold() in words.after_day:
        return not bare
    if known in words.inside_or_end or (_INITIALS.fullmatch(token) and (len(token) > 1 or token.isupper())):
        return not bare or word.casefold() in words.starters or not word[:1].isalnum()
    return True


def _skip(body: str, at: int, end: int) -> int:
    while at < end and body[at].isspace():
        at += 1
    return at


def _stripped(body: str, start: int, end: int) -> tuple[int, int]:
    start = _skip(body, start, end)
    while end > start and body[end - 1].isspace():
        end -= 1
    return start, end


class _Words(NamedTuple):
    before_name: frozenset[str]
    before_number: frozenset[str]
    inside_or_end: frozenset[str]
    starters: frozenset[str]
    after_day: frozenset[str]


@cache
def _words() -> _Words:
    # Not TOML: these words are needed for the first paint, and its parser would cost a fifth of what that may.
    found: dict[str, list[str]] = {}
    words: list[str] = []
    for line in Path(__file__).with_name("abbreviations.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            words = found.setdefault(line.strip("[]"), [])
        elif not line.startswith("#"):
            words += line.split()
    return _Words(**{name: frozenset(words) for name, words in found.items()})
