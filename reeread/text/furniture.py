"""Page junk that shows by more than its words: code, mastheads said again, teasers of the text itself."""

import re
from collections.abc import Sequence
from itertools import count

from reeread.model.body import Mark, MarkKind
from reeread.text.patterns import patterns

_CODE = re.compile(
    r"</?(?:script|style|iframe|noscript|div|span|img|link|meta|svg|ins|form|input|button|template)\b"
    r"|<!--|-->|\bfunction\s*\w*\s*\(|\bwindow\.\w|\bdocument\.\w|\.push\(|\bgtag\(|adsbygoogle|@media\b|!important"
)
_TAG = re.compile(r"</?(?:script|style|iframe|noscript|ins|template)\b|<!--")
_OPEN, _CLOSE = re.compile(r"<(script|style|noscript|template)\b"), "</{}"
_SYMBOLS = re.compile(r"[<>{}()\[\];=|/\\&\"'_#]")
_SHARE_BESIDE_CODE, _SHARE_INSIDE = 0.08, 0.05
_LONGEST_SCRIPT = 200
_LOOK = 2_000
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\Z")
_SPACES = re.compile(r"\s+")
_TAIL, _SHORTEST_TEASER, _OPENING = 8, 30, 20_000
_LONGEST_MASTHEAD = 60


def inline(body: str) -> tuple[Mark, ...]:
    """Return marks on the junk that stands inside sentences, such as "(opens in a new tab)"."""
    return tuple(Mark(MarkKind.FURNITURE, m.start(), m.end()) for m in patterns().inline.finditer(body))


def code(texts: Sequence[str], gaps: Sequence[int]) -> list[bool]:
    """Return for each stretch whether it is script or markup that came along with the text.

    A script that is closed takes everything up to its end with it; one that never is, only what looks like code.
    """
    found = [_is_code(text) for text in texts]
    for at in range(len(texts)):
        opened = _OPEN.search(texts[at][:_LOOK]) if found[at] else None
        if opened and _CLOSE.format(opened[1]) not in texts[at]:
            close = _CLOSE.format(opened[1])
            for later in range(at + 1, min(len(texts), at + _LONGEST_SCRIPT)):
                if close in texts[later]:
                    found[at : later + 1] = [True] * (later + 1 - at)
                    break
            else:
                for later in range(at + 1, len(texts)):
                    if gaps[later] or _share(texts[later]) < _SHARE_INSIDE:
                        break
                    found[later] = True
    return found


def _is_code(text: str) -> bool:
    return (
        _CODE.search(text, 0, _LOOK) is not None
        and (_TAG.match(text) is not None or _share(text) >= _SHARE_BESIDE_CODE)
        and (_share(text) >= _SHARE_INSIDE)
    )


def _share(text: str) -> float:
    """Return the share of characters that code is full of and prose is not."""
    head = text[:_LOOK]
    return len(_SYMBOLS.findall(head)) / len(head)


def repeated(texts: Sequence[str], top: int) -> dict[int, list[int]]:
    """Return for each short line among the first `top` the places where it stands again."""
    first: dict[str, int] = {}
    again: dict[int, list[int]] = {}
    for at, text in zip(count(), texts, strict=False):
        if len(text) > _LONGEST_MASTHEAD or text.endswith((".", ":", "?")):
            continue
        name = _plain(text)
        if at < top and name not in first and name not in patterns().sections:
            first[name] = at
        elif name in first:
            again.setdefault(first[name], []).append(at)
    return again


def teasers(body: str, texts: Sequence[str], starts: Sequence[int]) -> list[int]:
    """Return which of the last stretches are cut-off copies of the text's own beginning."""
    found = []
    opening = ""
    for at in range(max(1, len(texts) - _TAIL), len(texts)):
        cut = _ELLIPSIS.search(texts[at])
        if cut is None:
            continue
        teaser = _plain(texts[at][: cut.start()])
        opening = opening or _plain(body[: min(_OPENING, starts[max(1, len(texts) - _TAIL)])])
        if len(teaser) >= _SHORTEST_TEASER and teaser in opening:
            found.append(at)
    return found


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip().casefold()
