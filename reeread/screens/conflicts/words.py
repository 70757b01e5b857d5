"""What the screen of conflicts says."""

from reeread.model.shared import Choice, Conflict
from reeread.screens.reading.words import number
from reeread.text.display import line

_KINDS = {"highlight": "suggestion"}


def counts_words(count: int) -> str:
    """Return how many fields differ, e.g. "2 conflicts"; "" for none."""
    return number(count, "conflict") if count else ""


def conflict_words(one: Conflict, title: str) -> str:
    """Return what a conflict is about, in words."""
    kind = _KINDS.get(one.subject, one.subject)
    parts = dict.fromkeys((f"{line(one.field)} of the {kind}", line(one.about), title))
    return " · ".join(part for part in parts if part)


def choices_words(one: Conflict, at: int) -> str:
    """Return the values, one below the other, the one that can be chosen behind an arrow."""
    return "\n".join(
        f"{'▸' if place == at else ' '} {choice_words(choice)}" for place, choice in enumerate(one.choices)
    )


def choice_words(choice: Choice) -> str:
    """Return a value with who left it when, and whether it is the one that shows."""
    shown = " · shown" if choice.shown else ""
    return f"{line(choice.text)} — {line(choice.author)}, {time(choice)}{shown}"


def time(choice: Choice) -> str:
    """Return when a value was left, to the minute."""
    return line(choice.at[:16].replace("T", " "))
