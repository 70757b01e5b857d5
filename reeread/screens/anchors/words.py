"""What the screen of moved passages says."""

from collections.abc import Mapping

from reeread.library.editing import Changed
from reeread.model.annotation import AnchorState
from reeread.model.drift import UNSETTLED, Drift
from reeread.text.display import line

_NAMES = {AnchorState.MOVED: "moved", AnchorState.REVIEW: "for review", AnchorState.ORPHAN: "found nowhere"}


def counts_words(counts: Mapping[AnchorState, int]) -> str:
    """Return how many moved, are for review, and were found nowhere, e.g. "3 moved   1 for review"."""
    return "   ".join(f"{counts[state]:,} {_NAMES[state]}" for state in UNSETTLED if counts.get(state))


def notice_words(counts: Mapping[AnchorState, int], key: str) -> str:
    """Return what a reader is told who opens a briefing whose source changed; "" where all is as it was."""
    if not counts:
        return ""
    number = sum(counts.values())
    said = ", ".join(f"{counts[state]:,} {_NAMES[state]}" for state in UNSETTLED if counts.get(state))
    return f"Of its annotations {said}: {key} shows {'it' if number == 1 else 'them'}."


def was_words(one: Drift | None) -> tuple[str, str]:
    """Return the line over the old text, and what is said where there is none."""
    if one is None:
        return "", ""
    if one.was is None:
        return (
            "Before",
            f"The log does not tell where it stood. It says: “{line(one.annotation.anchor.exact)}”",
        )
    return f"Version {one.was.version}, where it was made", ""


def now_words(one: Drift | None, key: str) -> tuple[str, str]:
    """Return the line over the new text, and what is said where there is none."""
    if one is None:
        return "", ""
    if one.now is None:
        return (
            "Found nowhere",
            f"It stands nowhere in the text as it is now. {key} shows what is most like it.",
        )
    sure = "moved here" if one.annotation.state is AnchorState.MOVED else "perhaps here"
    return f"Version {one.now.version}, {sure}{', in other words' if one.reworded else ''}", ""


def drift_words(one: Drift) -> str:
    """Return what an annotation is, in words."""
    note = f" · ✎ {line(one.annotation.note)}" if one.annotation.note else ""
    return f"{line(one.annotation.label)} · {line(one.annotation.author)} · {line(one.title)}{note}"


def done_words(said: str, done: Changed, undoes: str) -> str:
    """Return what came of settling annotations."""
    rest = [
        *([f"{done.same:,} as before"] if done.same else []),
        *([f"{done.foreign:,} of others, who settle their own"] if done.foreign else []),
    ]
    words = f"{said} {done.changed:,}{''.join(f', {one}' for one in rest)}."
    return f"{words} {undoes}" if done.changed else words
