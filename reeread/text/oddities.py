"""What a reader should be warned of in a text: hidden controls, reordered text, words run together."""

import re
from functools import cache
from pathlib import Path

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STEERING = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]")
_TAGS = re.compile("[\U000e0000-\U000e007f]+")
_LONG_WORD = re.compile(r"(?<![\w./@#-])[a-z]{18,40}(?![\w/@-])|\b[A-Z][a-z]{6,}[A-Z][a-z]{6,}\b")
_SHOWN = 5


def oddities(text: str) -> tuple[str, ...]:
    """Return one plain sentence for each thing in the text that may mislead or harm."""
    return tuple(said for said in (_bidi(text), _steering(text), _tags(text), _fused(text)) if said)


def _bidi(text: str) -> str:
    count = 0 if text.isascii() else len(_BIDI.findall(text))
    return f"{_number(count, 'character')} that can reorder text on screen, shown as marks." if count else ""


def _steering(text: str) -> str:
    count = len(_STEERING.findall(text))
    return (
        f"{_number(count, 'control character')} that could steer a terminal, shown as marks." if count else ""
    )


def _tags(text: str) -> str:
    count = 0 if text.isascii() else sum(len(run) for run in _TAGS.findall(text))
    return f"{_number(count, 'invisible tag character')}, shown as marks." if count else ""


def _fused(text: str) -> str:
    """Return a warning of words that seem run together; they are never split."""
    found = list(dict.fromkeys(word for word in _LONG_WORD.findall(text) if not word.endswith(_endings())))
    if not found:
        return ""
    named = ", ".join(f"“{word}”" for word in found[:_SHOWN])
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"Words that may be run together: {named}{more}."


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


@cache
def _endings() -> tuple[str, ...]:
    import tomllib  # not needed before the first text is read

    data = tomllib.loads(Path(__file__).with_name("long_words.toml").read_text("utf-8"))
    return tuple(data["endings"])
