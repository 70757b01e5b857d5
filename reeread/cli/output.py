"""Results on standard output: text in UTF-8, and values as JSON lines."""

import io
import sys
from typing import Any


def prepare() -> None:
    """Make standard output UTF-8 where it is no terminal, and never fail for a character.

    Half a surrogate, which the name of a file can hold, is written as an escape that JSON reads back.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def finish() -> None:
    """Hand everything on now, so that a reader who went away is noticed here."""
    sys.stdout.flush()


def text(content: str) -> None:
    """Write text to standard output as it is."""
    sys.stdout.write(content)


def raw(content: bytes) -> None:
    """Write bytes to standard output as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)


def line(content: str) -> None:
    """Write one line to standard output, whatever it was made from."""
    from reeread.text import display

    text(display.line(content) + "\n")


def is_terminal() -> bool:
    """Return whether a person looks at standard output."""
    return sys.stdout.isatty()


def json_line(row: dict[str, Any]) -> None:
    """Write one value as a line of JSON."""
    from reeread.export.json_text import json_text

    text(json_text(row) + "\n")
