"""The dialog that offers what could not be kept in the library: to put it there now, to copy it, or to drop it."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from reeread.library.drafts import Draft, Drafts
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.text.display import line

_ROOM = 30
"""Characters of a passage that have room before what is to be put on it."""


class DraftsDialog(Chooser[tuple[Draft, ...]]):
    """Hands back the drafts that are to be put into the library; those that are left stay for later.

    Args:
        drafts: Of the library that is open.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "drop", "drop the draft", id="drafts.drop", priority=True),
        Binding("ctrl+y", "copy", "copy the draft", id="drafts.copy", priority=True),
    ]
    NAME = "Not in the library yet"
    KEYS = "enter put it in   ctrl+y copy   ctrl+d drop   escape later"
    PLACEHOLDER = "type to filter"

    def __init__(self, drafts: Drafts) -> None:
        super().__init__()
        self._drafts = drafts

    def typed(self, text: str) -> None:
        """List the drafts that hold what was typed, and before them all at once."""
        wanted = text.strip().casefold()
        left = [one for one in self._drafts.left() if wanted in f"{one.about} {_said(one)}".casefold()]
        rows: list[Row[tuple[Draft, ...]]] = [Row(_row(one), (one,)) for one in left]
        belonging = tuple(one for one in left if one.passage is not None)
        if len(belonging) > 1:
            rows.insert(0, Row(Content(f"all {len(belonging):,}"), belonging))
        self.show_rows(rows, "" if rows else "Nothing is left.")

    def refuse(self, said: str) -> None:
        """Say why one could not be put in, and list those that are left."""
        super().refuse(said)
        self.typed("")

    @property
    def _here(self) -> tuple[Draft, ...]:
        return self.rows[self.highlighted].choice if self.rows else ()

    def action_drop(self) -> None:
        """Forget what is under the cursor."""
        for draft in self._here:
            self._drafts.drop(draft)
        self.typed("")
        if not self.rows:
            self.dismiss(None)

    def action_copy(self) -> None:
        """Copy the words of what is under the cursor."""
        if self._here:
            self.app.copy_to_clipboard("\n\n".join(f"“{one.about}”\n{_said(one)}" for one in self._here))
            self.notify("Copied.")


def _said(draft: Draft) -> str:
    return ", ".join(draft.tags) if draft.tags else draft.text


def _row(draft: Draft) -> Content:
    """Return a draft as a row: what it is, on which words, and what is to be put on them."""
    about = " ".join(line(draft.about[: 2 * _ROOM]).split())
    about = about if len(about) <= _ROOM else f"{about[: _ROOM - 1].rstrip()}…"
    kind = {"tags": "tag ", "note": "note"}.get(draft.kind, "text")
    said = " ".join(line(_said(draft)[:200]).split())
    return Content.assemble((f"{kind}  ", "$foreground-muted"), (f"“{about}”  ", ""), (said, "bold"))
