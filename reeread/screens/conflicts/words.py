"""What the screen of conflicts says."""

import re

from textual.content import Content

from reeread.model.shared import Choice, Conflict
from reeread.screens.reading.words import number
from reeread.text.display import line, safe

_BLANK = re.compile(r"\s*\n\s*")
_KINDS = {"highlight": "suggestion"}


def counts_words(count: int) -> str:
    """Return how many fields differ, e.g. "2 conflicts"; "" for none."""
    return number(count, "conflict") if count else ""


def conflict_words(one: Conflict, title: str) -> str:
    """Return what a conflict is about, in words."""
    kind = _KINDS.get(one.subject, one.subject)
    parts = dict.fromkeys((f"{line(one.field)} of the {kind}", line(one.about), title))
    return " · ".join(part for part in parts if part)


def choice_words(choice: Choice) -> Content:
    """Return who left a value and when, whether it is the one that shows, and below that the value."""
    shown = " · shown" if choice.shown else ""
    return Content.assemble(
        (line(choice.author), "bold"),
        f" {time(choice)}{shown}\n",
        safe(_BLANK.sub("\n", choice.text.strip())),
    )


def time(choice: Choice) -> str:
    """Return when a value was left, to the minute."""
    return line(choice.at[:16].replace("T", " "))
