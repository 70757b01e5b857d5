"""Text from outside inside Markdown: shown to the letter, adding nothing to the document."""

import re

from reeread.text import display

_SPECIAL = re.compile(
    r"""[\\`*_\[\]<>&|~$^\#{}@]      # emphasis, code, links, HTML, entities, tables, mathematics, attributes, mentions
    | ==|%%                          # highlights and comments of Obsidian
    | (?<=\w):(?=//|\w)|:(?=\w+:)    # addresses that become links by themselves, emoji by name
    | (?<=\w)\.(?=[^\W\d_]{2})       # the same without a scheme: example.com
    | !(?=\[)                        # images""",
    re.VERBOSE,
)
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_OPENER = re.compile(r"(?:[-+=:>]|\d+(?=[.)]))")


class Markdown(str):
    """Text that is Markdown already and is not escaped again."""

    __slots__ = ()


def markdown(text: str) -> Markdown:
    """Return the text on one line so that every Markdown reader shows it to the letter.

    Newlines become spaces, control characters become marks, and whatever Markdown, its common dialects or HTML
    would take for more than text stands behind a backslash.
    """
    if isinstance(text, Markdown):
        return text
    line = _SPACE.sub(" ", display.line(_SPACE.sub(" ", text))).strip()
    escaped = _SPECIAL.sub(lambda found: "".join(f"\\{character}" for character in found[0]), line)
    if opener := _OPENER.match(escaped):
        # What would open a list, a quotation or an underline if it came first in a line.
        at = opener.end() if opener[0][0].isdigit() else 0
        escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return Markdown(escaped)
