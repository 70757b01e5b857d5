"""JSON text that is safe to look at: what could drive a terminal stands as an escape."""

import json
import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from reeread.text import display

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode
_STRING = json.encoder.encode_basestring
_ESCAPED = ("\\", r"\\"), ('"', r"\""), ("\n", r"\n"), ("\t", r"\t")


def json_text(value: Any) -> str:
    """Return a value as JSON on one line, lossless, with only harmless characters unescaped."""
    return json_safe(_ENCODE(value))


def json_string(text: str) -> str:
    """Return a long text as `json_text` does, quicker where it has nothing but a few characters to escape."""
    if not display.harmless(text):
        return json_safe(_STRING(text))
    for character, escape in _ESCAPED:
        text = text.replace(character, escape)
    return f'"{text}"'


def json_safe(text: str) -> str:
    """Return what is JSON already with only harmless characters unescaped."""
    if _is_plain(text) or text.isprintable():  # nothing dangerous is printable
        return text
    # Two classes, because one that reaches beyond the first plane is looked up thirty times as slowly.
    for pattern in _dangerous():
        text = pattern.sub(_escape, text)
    return text


def json_joined(texts: Sequence[str], between: str) -> str:
    """Return what `json_safe` makes of each of many texts, with something between them that is safe."""
    whole = between.join(texts)
    return whole if _is_plain(whole) else between.join(map(json_safe, texts))


def _is_plain(text: str) -> bool:
    return text.isascii() and "\x7f" not in text


@cache
def _dangerous() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Match what JSON lets through, which is all but the C0 controls: on the first plane, and beyond."""
    codes = [code for code in display.MARKS if code >= 0x7F]
    planes = (lambda code: code < 0x10000), (lambda code: code >= 0x10000)
    first, beyond = (_class(sorted(filter(plane, codes))) for plane in planes)
    return re.compile(first), re.compile(beyond)


def _class(codes: list[int]) -> str:
    """Return a class of characters, neighbours as ranges: as many single ones they would be compared one by one."""
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "[" + "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in ranges) + "]"


def _escape(found: re.Match[str]) -> str:
    """Return a character as JSON writes it in ASCII; DEL, which is ASCII, too."""
    return "\\u007f" if found[0] == "\x7f" else json.dumps(found[0])[1:-1]
