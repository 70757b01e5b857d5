"""The dialog that grades: the source of the article, or the passage under the cursor, never both in one."""

from dataclasses import dataclass

from textual.content import Content

from reeread.model.grades import Credibility, Reliability
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.text.display import line


@dataclass(frozen=True, slots=True)
class GradeWish:
    """What is graded, and as what; None takes the grade off."""

    of_source: bool
    reliability: Reliability | None = None
    credibility: Credibility | None = None


class GradeDialog(Chooser[GradeWish]):
    """A letter grades the source, a digit the passage; the grades that there are bear a tick and can be taken off.

    Args:
        title: The article's.
        quote: The passage, "" where there is none.
        source: The source's grade.
        passage: The passage's grade.
    """

    NAME = "Grade the source, or the passage"
    KEYS = "A–F source   1–6 passage   ↑↓ move   enter take it   escape back"
    PLACEHOLDER = "a letter, a digit or a word"

    def __init__(
        self, title: str, quote: str, source: Reliability | None, passage: Credibility | None
    ) -> None:
        super().__init__()
        self._said = f"source   {_short(title)}" + (f"\npassage  “{_short(quote)}”" if quote else "")
        self._grades = [
            _row("source", one.value, one.meaning, GradeWish(True, reliability=one), one is source)
            for one in Reliability
        ]
        if source is not None:
            self._grades.append(_row("source", "-", _OFF, GradeWish(True)))
        if quote:
            self._grades += [
                _row(
                    "passage", str(one.value), one.meaning, GradeWish(False, credibility=one), one is passage
                )
                for one in Credibility
            ]
        if passage is not None:
            self._grades.append(_row("passage", "-", _OFF, GradeWish(False)))

    def typed(self, text: str) -> None:
        """List the grades of what was typed: one letter or digit is a grade, more are words."""
        wanted = text.strip().casefold()
        rows = [row for sign, row in self._grades if wanted == sign.casefold()] or [
            row for _, row in self._grades if wanted in row.shown.plain.casefold()
        ]
        self.show_rows(rows, self._said)


_ROOM = 52
"""Characters of a title or a passage that have room on a line of the box."""


def _short(text: str) -> str:
    said = " ".join(line(text[: 2 * _ROOM]).split())
    return said if len(said) <= _ROOM else f"{said[: _ROOM - 1].rstrip()}…"


_OFF = "take the grade off"


def _row(
    what: str, sign: str, meaning: str, wish: GradeWish, given: bool = False
) -> tuple[str, Row[GradeWish]]:
    """Return a grade as a row, with the letter or digit by which it is typed."""
    shown = Content.assemble(
        "✓ " if given else "  ", (f"{what:<9}", "$foreground-muted"), (f"{sign}  ", "bold"), meaning
    )
    return sign, Row(shown, wish)
