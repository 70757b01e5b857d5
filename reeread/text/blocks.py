"""The blocks of a plain text, recovered by rule."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from reeread.model.body import Block, BlockKind
from reeread.text import furniture
from reeread.text.headlines import begins_like_a_heading, is_headline, is_stopped
from reeread.text.lines import MARKER, Stretch, stretches
from reeread.text.menus import Line, links, menus
from reeread.text.patterns import patterns

_HEAD = 2_000
"""Of longer stretches only the first characters are looked at: they are prose."""
_LONGEST_TOP, _LONG = 60, 100
"""The top of a page ends with the first stretch longer than any heading, or half as long with a full stop."""
_TITLE_LONGEST = 180
_NEAR = 8
_LONGEST_RUN = 4
"""More headings than this in a row are lines of something else."""
_STUB_WORDS = 3
_QUOTES = {"“": "”", "「": "」", "『": "』", "«": "»", "„": "“", '"': '"'}
_FULL_STOP = re.compile(r"[.!?。！？][\"'”’»)\]」』）*_]*\Z")
_HASHES = re.compile(r"(#{1,6})\s+\S")
_BOLD = re.compile(r"(\*\*|__)(?![\s*_])[^*_]{1,100}\1\Z")
_HEADER = re.compile(r"(?P<name>[\w-]{2,26})[ \t]*[:：][ \t]*(?P<value>\S)")
_ORDERED = re.compile(r"\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]")
_DASHES = "—–-"


@dataclass(slots=True)
class _Piece:
    """A stretch on its way to becoming a block."""

    stretch: Stretch
    text: str
    """The stretch, of a very long one the beginning."""
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0

    @property
    def open(self) -> bool:
        """Whether no rule has said yet what it is."""
        return self.kind is BlockKind.PARAGRAPH and self.level == 0

    @property
    def headline(self) -> bool:
        return self.open and not self.stretch.marked and is_headline(self.text)

    @property
    def ordered(self) -> bool:
        return self.stretch.marked and _ORDERED.match(self.text) is not None


def blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of a plain text in order, without white space around them and never overlapping."""
    pieces = _recognised(body)
    _code_and_copies(body, pieces)
    _menus(pieces)
    _quotes(pieces)
    _numbered_headings(pieces)
    _items(pieces)
    _lost_items(pieces)
    _headings(pieces)
    _title(pieces)
    _stub(pieces)
    if all(piece.kind is BlockKind.FURNITURE for piece in pieces):
        for piece in pieces:  # hiding everything helps nobody
            piece.kind = BlockKind.PARAGRAPH
    return tuple(Block(p.kind, p.stretch.start, p.stretch.end, p.level) for p in pieces)


def _recognised(body: str) -> list[_Piece]:
    """Return the pieces, those that a rule knows by their own words with their kind."""
    rules = patterns()
    pieces = []
    for stretch in stretches(body):
        text = body[stretch.start : min(stretch.end, stretch.start + _HEAD)]
        piece = _Piece(stretch, text)
        if hashes := _HASHES.match(text):
            piece.kind, piece.level = BlockKind.HEADING, len(hashes[1])
        elif _BOLD.match(text) and not _FULL_STOP.search(text):
            piece.kind, piece.level = BlockKind.HEADING, 3
        elif text.startswith(">"):
            piece.kind = BlockKind.QUOTE
        elif kind := rules.kind(text):
            piece.kind = kind
        pieces.append(piece)
    return _header(pieces)


def _header(pieces: list[_Piece]) -> list[_Piece]:
    """Give the lines of a mail-like header at the top their kinds; the title's name is cut off its value."""
    names = patterns().header
    lines: list[tuple[_Piece, re.Match[str]]] = []
    for piece in pieces:
        match = _HEADER.match(piece.text)
        if match is None or match["name"].casefold() not in names or (lines and piece.stretch.gap):
            break
        lines.append((piece, match))
    if len(lines) < 2:
        return pieces
    top = []
    for piece, match in lines:
        piece.kind = names[match["name"].casefold()]
        if piece.kind is BlockKind.TITLE:
            value = piece.stretch.start + match.start("value")
            name = Stretch(piece.stretch.start, value - 1, piece.stretch.indent, piece.stretch.gap)
            name.end = name.start + len(piece.text[: match.start("value")].rstrip())
            top.append(_Piece(name, piece.text[: name.end - name.start], BlockKind.FURNITURE))
            piece.stretch.start, piece.text, piece.level = value, piece.text[match.start("value") :], 1
        top.append(piece)
    return top + pieces[len(lines) :]


def _code_and_copies(body: str, pieces: list[_Piece]) -> None:
    """Mark script, mastheads said again and teasers of the text itself as furniture."""
    texts = [piece.text for piece in pieces]
    for piece, junk in zip(pieces, furniture.code(texts, [p.stretch.gap for p in pieces]), strict=True):
        if junk:
            piece.kind = BlockKind.FURNITURE
    top = _top(pieces)
    copies = furniture.repeated(texts, top)
    names = [at for at in range(top) if pieces[at].headline]
    for first, again in copies.items():
        for at in (first, *again):
            # A name said twice is the title only if nothing else there could be.
            if pieces[at].headline and (at > first or any(other not in copies for other in names)):
                pieces[at].kind = BlockKind.FURNITURE
    for at in furniture.teasers(body, texts, [p.stretch.start for p in pieces]):
        pieces[at].kind = BlockKind.FURNITURE


def _top(pieces: list[_Piece]) -> int:
    """Return how many stretches stand above the first long one; without a long one there is no top."""
    for at, piece in enumerate(pieces[:_LONGEST_TOP]):
        if len(piece.text) > _LONG or (len(piece.text) > _LONG // 2 and is_stopped(piece.text)):
            return at
    return 0


def _menus(pieces: list[_Piece]) -> None:
    """Mark rows of names and links around the text."""
    lines = [
        Line(
            piece.text,
            piece.open and not piece.stretch.marked,
            piece.headline,
            _aside(piece),
            piece.kind is BlockKind.FURNITURE,
        )
        for piece in pieces
    ]
    for at in menus(lines, _top(pieces)) | links(lines):
        pieces[at].kind = BlockKind.FURNITURE


def _quotes(pieces: list[_Piece]) -> None:
    """Mark stretches that are one quotation, and the line with a dash below one as its byline."""
    for at, piece in enumerate(pieces):
        if piece.open and not piece.stretch.marked and _is_quotation(piece):
            piece.kind = BlockKind.QUOTE
        elif (
            at
            and pieces[at - 1].kind is BlockKind.QUOTE
            and piece.text[0] in _DASHES
            and len(piece.text) <= _TITLE_LONGEST
            and not is_stopped(piece.text)
        ):
            piece.kind = BlockKind.BYLINE


def _is_quotation(piece: _Piece) -> bool:
    text = piece.text.rstrip(".,。")
    closing = _QUOTES.get(text[:1])
    if closing is None or len(text) < 8 or piece.stretch.end - piece.stretch.start > _HEAD:
        return False
    return text.find(closing, 1) == len(text) - 1


def _numbered_headings(pieces: list[_Piece]) -> None:
    """Tell numbered headings from numbered items: text of their own follows them."""
    for at, piece in enumerate(pieces[:-1]):
        following = pieces[at + 1]
        if not (piece.open and piece.ordered and is_headline(MARKER.sub("", piece.text, count=1).lstrip())):
            continue
        if following.stretch.marked or not following.open or len(following.text) <= len(piece.text):
            continue
        indented = following.stretch.indent > piece.stretch.indent and not following.stretch.gap
        if indented or not (at and pieces[at - 1].stretch.marked):
            piece.kind, piece.level = BlockKind.HEADING, 3
            if indented:
                following.kind, following.level = BlockKind.ITEM, 1


def _items(pieces: list[_Piece]) -> None:
    """Mark list items, nested by their indents."""
    indents: list[int] = []
    for at, piece in enumerate(pieces):
        if piece.open and piece.stretch.marked and _in_list(pieces, at):
            while indents and indents[-1] >= piece.stretch.indent:
                indents.pop()
            indents.append(piece.stretch.indent)
            piece.kind, piece.level = BlockKind.ITEM, len(indents)
        elif indents and piece.open and piece.stretch.indent > indents[-1]:
            piece.kind, piece.level = BlockKind.ITEM, len(indents)  # more of the item above
        elif piece.kind is not BlockKind.ITEM:
            indents = []


def _in_list(pieces: list[_Piece], at: int) -> bool:
    """Return whether the marked piece is an item: a dash or a letter is one only beside another of its like."""
    marker = _like(pieces[at])
    if marker not in ("—", "–", "a"):
        return True
    return any(
        pieces[other].stretch.marked and _like(pieces[other]) == marker
        for other in (at - 1, at + 1)
        if 0 <= other < len(pieces)
    )


def _like(piece: _Piece) -> str:
    """Return what kind of marker it has: its first character, "1" for all numbers, "a" for all letters."""
    first = piece.text.lstrip("(")[:1]
    return "1" if first.isdigit() else "a" if first.isalpha() else first


def _lost_items(pieces: list[_Piece]) -> None:
    """Find lists whose markers were lost: lines after a colon that go on in small letters, or short lines."""
    at = 0
    while at < len(pieces):
        lead = pieces[at]
        at += 1
        if lead.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and lead.text.endswith((":", "：")):
            run = _unmarked_items(pieces, at)
            for piece in run:
                piece.kind, piece.level = BlockKind.ITEM, 1
            at += len(run)


def _unmarked_items(pieces: list[_Piece], at: int) -> list[_Piece]:
    """Return the pieces from `at` on that are items without markers."""
    small = takewhile(lambda p: p.open and not p.stretch.marked and p.text[0].islower(), _from(pieces, at))
    if run := list(small):
        return run
    gap = pieces[at].stretch.gap if at < len(pieces) else 0
    run = list(takewhile(lambda p: p.headline and p.stretch.gap == gap, _from(pieces, at)))
    # One short line alone is a heading, and so is a question.
    return [] if len(run) < 2 or any(piece.text.endswith(("?", "？")) for piece in run) else run


def _from(pieces: list[_Piece], at: int) -> Iterator[_Piece]:
    return (pieces[place] for place in range(at, len(pieces)))


def _headings(pieces: list[_Piece]) -> None:
    """Mark the headlines that text follows; many in a row are no headings."""
    at = 0
    while at < len(pieces):
        run = list(takewhile(lambda p: p.headline, pieces[at : at + _LONGEST_RUN + 1]))
        if not run:
            at += 1
            continue
        after = at + len(run)
        while after < len(pieces) and (pieces[after].headline or _aside(pieces[after])):
            run.append(pieces[after])
            after += 1
        if after < len(pieces) and sum(p.headline for p in run) <= _LONGEST_RUN:
            for piece in run:
                if piece.headline:
                    piece.kind, piece.level = BlockKind.HEADING, 2
        at = after


def _aside(piece: _Piece) -> bool:
    return piece.kind in (BlockKind.BYLINE, BlockKind.DATELINE, BlockKind.FURNITURE)


def _title(pieces: list[_Piece]) -> None:
    """Choose the title among the headings above the first prose, if there is one."""
    if any(piece.kind is BlockKind.TITLE for piece in pieces[:_LONGEST_TOP]):
        return
    for at, piece in enumerate(pieces):
        if _aside(piece):
            continue
        if piece.kind is BlockKind.HEADING and not piece.stretch.marked:
            if piece.text.strip("#*_: ").casefold() in patterns().sections:
                continue
        elif not _is_long_title(pieces, at):
            return
        piece.kind, piece.level = BlockKind.TITLE, 1
        return


def _is_long_title(pieces: list[_Piece], at: int) -> bool:
    """Return whether a line too long or too lively for a heading is the title: it stands alone above longer text."""
    piece = pieces[at]
    length = len(piece.text)
    return (
        piece.open
        and not piece.stretch.marked
        and length <= _TITLE_LONGEST
        and at + 1 < len(pieces)
        and (pieces[at + 1].stretch.gap > 0 or _aside(pieces[at + 1]))
        and any(len(p.text) > length and not _aside(p) for p in pieces[at + 1 : at + _NEAR])
        and not is_stopped(piece.text)
        and begins_like_a_heading(piece.text)
    )


def _stub(pieces: list[_Piece]) -> None:
    """Mark what is left of a next page at the very end: a few words without a stop below whole sentences."""
    for at in range(len(pieces) - 1, 1, -1):
        piece = pieces[at]
        if _aside(piece):
            continue
        finished = any(_FULL_STOP.search(p.text) for p in pieces[:at] if p.kind is not BlockKind.FURNITURE)
        if finished and piece.headline and len(piece.text.split()) <= _STUB_WORDS:
            piece.kind = BlockKind.FURNITURE
        return
