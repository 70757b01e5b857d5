"""Page junk that shows by more than its words: code, mastheads said again, teasers of the text itself."""

import re
from collections.abc import Sequence

from reeread.model.body import Mark, MarkKind
from reeread.text.patterns import patterns

_CODE = re.compile(
    r"</?(?:script|style|iframe|noscript|div|span|img|link|meta|svg|ins|form|input|button|template)\b"
    r"|<!--|-->|\bfunction\s*\w*\s*\(|\bwindow\.\w|\bdocument\.\w|\.push\(|\bgtag\(|adsbygoogle|@media\b|!important"
)
_TAG = re.compile(r"</?(?:script|style|iframe|noscript|ins|template)\b|<!--")
_OPEN = re.compile(r"<(script|style|noscript|template)\b")
_MARKUP = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
_PROSE = re.compile(r"(?:[^\W\d_]{2,}[,;:]?\s+){4}[^\W\d_]{2,}")
"""Five words in a row: what stands so between tags is text, whatever is around it."""
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

    A script that is closed takes what stands before its end with it, unless that is prose; one that never is,
    only the lines right below that look like code.
    """
    found = [_is_code(text) for text in texts]
    at = 0
    while at < len(texts):
        opened = _OPEN.search(texts[at][:_LOOK]) if found[at] else None
        at += 1
        if opened is None or _closes(texts[at - 1], opened[1]):
            continue
        end = _script_end(texts, gaps, at, opened[1])
        found[at:end] = [True] * (end - at)
        at = end
    return found


def _script_end(texts: Sequence[str], gaps: Sequence[int], start: int, tag: str) -> int:
    """Return behind which stretch a script ends whose tag was opened just before `start`."""
    for at in range(start, min(len(texts), start + _LONGEST_SCRIPT)):
        if _closes(texts[at], tag):
            return at + 1
        if _PROSE.search(texts[at][:_LOOK]):
            break
    end = start
    while end < len(texts) and not gaps[end] and _share(texts[end]) >= _SHARE_INSIDE:
        end += 1
    return end


def _closes(text: str, tag: str) -> bool:
    return f"</{tag}" in text


def _is_code(text: str) -> bool:
    head = text[:_LOOK]
    if _CODE.search(head) is None:
        return False
    least = _SHARE_INSIDE if _TAG.match(head) else _SHARE_BESIDE_CODE
    return _share(head) >= least and _PROSE.search(_MARKUP.sub(" ", head)) is None


def _share(text: str) -> float:
    """Return the share of characters that code is full of and prose is not."""
    head = text[:_LOOK]
    return len(_SYMBOLS.findall(head)) / len(head)


def repeated(texts: Sequence[str], top: int) -> dict[int, list[int]]:
    """Return for each short line among the first `top` the places where it stands again."""
    first: dict[str, int] = {}
    again: dict[int, list[int]] = {}
    for at, text in enumerate(texts):
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
