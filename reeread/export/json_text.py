"""JSON text that is safe to look at: what could drive a terminal stands as an escape."""

import json
import re
from functools import cache
from typing import Any

from reeread.text.display import MARKS

_ENCODE = json.JSONEncoder(ensure_ascii=False).encode


def json_text(value: Any) -> str:
    """Return a value as JSON on one line, lossless, with only harmless characters unescaped."""
    text = _ENCODE(value)
    return text if text.isascii() and "\x7f" not in text else _dangerous().sub(_escape, text)


@cache
def _dangerous() -> re.Pattern[str]:
    """Match what JSON lets through, which is all but the C0 controls."""
    return re.compile("[" + "".join(re.escape(chr(code)) for code in MARKS if code >= 0x7F) + "]")


def _escape(found: re.Match[str]) -> str:
    """Return a character as JSON writes it in ASCII; DEL, which is ASCII, too."""
    return "\\u007f" if found[0] == "\x7f" else json.dumps(found[0])[1:-1]
