"""Sources on their way into the library, one after the other, beside the reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.worker import get_current_worker

from reeread.library.adding import add, expand
from reeread.library.preparing import Outcome
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import number
from reeread.text.display import line


@dataclass(slots=True)
class Arrival:
    """One call of add: what was asked for, and what came of it so far."""

    desk: Desk
    sources: Sequence[str]
    outcomes: list[Outcome] = field(default_factory=list)

    def run(self) -> None:
        """Add in a thread; the desk hears of each source and of the end."""
        worker, call = get_current_worker(), self.desk.app.call_from_thread
        expanded = expand(self.sources)
        for outcome in add(self.desk.library, expanded):
            self.outcomes.append(outcome)
            if worker.is_cancelled:
                break
            call(self._tell, outcome, len(expanded))
        call(self._finish)

    def _tell(self, outcome: Outcome, total: int) -> None:
        """Say how far it is, and open the first one as soon as it is there."""
        done, desk = len(self.outcomes), self.desk
        if outcome.error is not None:
            desk.notify(line(str(outcome.error)), severity="error", markup=False)
        elif total > 1:
            desk.say(f"Adding {done:,} of {total:,}: {outcome.source}. {desk.key_for('back')} stops.")
        if self._first() is outcome:
            self._open(outcome)

    def _finish(self) -> None:
        """Say what came of it all."""
        self.desk.list_anew()
        added = [one for one in self.outcomes if one.status == "added"]
        for warning in dict.fromkeys(said for one in added for said in one.warnings):
            self.desk.notify(line(warning), severity="warning", markup=False)
        if added:
            self.desk.say(f"Added {number(len(added), 'briefing')}. {self.desk.key_for('undo')} undoes.")
        elif self._first() is not None:
            self.desk.say("Already in the library, unchanged.")

    def _first(self) -> Outcome | None:
        """Return the first outcome that gave a briefing."""
        return next((one for one in self.outcomes if one.briefing is not None), None)

    def _open(self, outcome: Outcome) -> None:
        """Put what arrived on the desk."""
        if outcome.briefing is not None:
            self.desk.list_anew()
            self.desk.open(outcome.briefing.id)
            self.desk.call_after_refresh(self.desk.reader.focus)
