"""Opening another briefing, and adding files to the library without stopping the reading."""

from collections.abc import Sequence
from functools import partial

from textual import on
from textual.worker import Worker, get_current_worker

from reeread.library import adding, reading
from reeread.library.adding import Outcome
from reeread.messages import OpenRequested
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import number
from reeread.text.display import line


class Adding(Desk):
    """What comes onto the desk."""

    @on(OpenRequested)
    def _open(self, request: OpenRequested) -> None:
        """Read the briefing that was chosen."""
        request.stop()
        self.open(request.briefing)
        self.reader.focus()

    def action_open(self) -> None:
        """Let the reader choose a briefing or name a file."""
        from reeread.screens.dialogs.opening import AddPath, OpenBriefing, OpenDialog

        def chosen(choice: OpenBriefing | AddPath | None) -> None:
            match choice:
                case OpenBriefing(briefing):
                    self.open(briefing)
                    self.reader.focus()
                case AddPath(path):
                    self.add([path])

        self.app.push_screen(OpenDialog(self.briefings), chosen)

    def add(self, sources: Sequence[str]) -> None:
        """Add sources beside the reading; the first that was added is opened."""
        self.run_worker(partial(self._add, tuple(sources)), thread=True, group="adding")

    def _add(self, sources: tuple[str, ...]) -> None:
        """Add in a thread, one message a source, so that the end can be foreseen."""
        worker = get_current_worker()
        expanded = adding.expand(sources)
        outcomes: list[Outcome] = []
        for outcome in adding.add(self.library, expanded):
            outcomes.append(outcome)
            if worker.is_cancelled:
                break
            self.app.call_from_thread(self._added_one, outcome, len(outcomes), len(expanded))
        self.app.call_from_thread(self._added, outcomes)

    def _added_one(self, outcome: Outcome, done: int, total: int) -> None:
        """Say how far it is, and open the first one as soon as it is there."""
        if outcome.error is not None:
            self.notify(line(str(outcome.error)), severity="error", markup=False)
        elif total > 1:
            self.say(f"Adding {done:,} of {total:,}: {outcome.source}. {self.key_for('back')} stops.")
        if done == 1 and outcome.briefing is not None:
            self.briefings = reading.briefings(self.library)
            self.open(outcome.briefing.id)

    def _added(self, outcomes: Sequence[Outcome]) -> None:
        """Say what came of it and open the first that is there."""
        self.briefings = reading.briefings(self.library)
        there = [one for one in outcomes if one.briefing is not None]
        if there and there[0].briefing is not None and self.opened != there[0].briefing.id:
            self.open(there[0].briefing.id)
        added = [one for one in outcomes if one.status == "added"]
        for warning in dict.fromkeys(said for one in added for said in one.warnings):
            self.notify(line(warning), severity="warning", markup=False)
        if added:
            self.say(f"Added {number(len(added), 'briefing')}. {self.key_for('undo')} undoes.")
        elif there:
            self.say("Already in the library, unchanged.")

    def stop_adding(self) -> bool:
        """Cancel what is being added; return whether there was something."""
        running: list[Worker[object]] = [
            one for one in self.workers if one.group == "adding" and one.is_running
        ]
        for worker in running:
            worker.cancel()
        return bool(running)
