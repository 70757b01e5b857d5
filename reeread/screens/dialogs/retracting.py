"""The dialog that asks since when a claim no longer holds, and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from textual import on
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from reeread.screens.dialogs.dialog import Dialog
from reeread.text.display import line


@dataclass(frozen=True, slots=True)
class Retraction:
    """What was typed."""

    date: str
    reason: str


class RetractDialog(Dialog[Retraction]):
    """Hands back date and reason."""

    NAME = "Retract"
    KEYS = "tab other field   enter retract   escape back"

    def __init__(self, claim: str) -> None:
        super().__init__()
        self._claim = claim

    def parts(self) -> Iterator[Widget]:
        """Return what is retracted, and both fields."""
        yield Static(line(self._claim), id="retract-claim", markup=False)
        for id, name, value in (("reason", "why", ""), ("since", "since", date.today().isoformat())):
            with Horizontal(classes="retract-field"):
                yield Static(name, classes="retract-name", markup=False)
                yield Input(value, id=f"retract-{id}")
        yield Static("", id="retract-wrong", markup=False)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Hand both back, unless something is wrong with them."""
        event.stop()
        reason, since = (self.query_one(f"#retract-{id}", Input) for id in ("reason", "since"))
        wrong, said = None, ""
        if not reason.value.strip():
            wrong, said = reason, "Say why, in a few words."
        else:
            try:
                date.fromisoformat(since.value.strip())
            except ValueError:
                wrong, said = since, "Write the date like 2026-05-31."
        if wrong is not None:
            self.query_one("#retract-wrong", Static).update(said)
            wrong.focus()
        else:
            self.dismiss(Retraction(since.value.strip(), reason.value.strip()))
