"""Sharing the library with others: how far it is with its hub, meeting the hub, and where people differ."""

from concurrent.futures import Future, wait
from datetime import datetime
from threading import Thread
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.worker import Worker, get_current_worker

from reeread.library import news
from reeread.model.errors import ReereadError
from reeread.model.shared import Synced, SyncState
from reeread.screens.failing import tell
from reeread.screens.reading.beyond import Beyond
from reeread.screens.reading.following import Following
from reeread.screens.reading.hub_words import beside_words, progress_words, state_words, synced_words
from reeread.text.display import line

_SYNCING, _COUNTING = "syncing", "counting what waits for the hub"

_NOTICED = 12
"""Seconds that a warning stays, as long as those on how the library was opened."""

_PATIENCE = 0.1
"""Seconds between two looks at whether somebody still waits for the hub."""


class _LeftOff(Exception):
    """Nobody waits any longer for what the hub has to say."""


class Sharing(Following, Beyond):
    """A desk that says how far it is with its hub.

    What waits is counted beside the reading, and only once no deed was done between two looks: it takes as long as
    the log is new.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("Y", "sync", "sync with the hub", id="sync", show=False),
        Binding("ampersand", "conflicts", "where people differ", id="conflicts", show=False),
    ]

    LOOKS_AT_HUB: ClassVar[float] = 1.0
    """Seconds between two looks at whether something was done."""

    hub: var[tuple[str, ...]] = var(())
    """How far the library is with its hub, in ever fewer words; empty where it has none."""

    def watch_hub(self) -> None:
        """Say so."""
        self.say_beside()

    def say_beside(self) -> None:
        """Say what is hidden, and how far the library is with its hub."""
        self.beside = beside_words(len(self.places.hidden), self.hub)

    _synced_at: str = ""
    """When the hub was met last in this sitting, as a clock shows it."""
    _warned: str = ""
    """What was said in this sitting of how the hub is reached."""
    _seen_deed: int = -1
    _counted_deed: int = -1

    def follow(self) -> None:
        """Begin to look."""
        super().follow()
        self.say_beside()
        self.look_at_hub()
        self.set_interval(self.LOOKS_AT_HUB, self.look_at_hub)

    def look_at_hub(self) -> None:
        """Count anew what waits, if something was done and nothing more since the last look."""
        try:
            last, has_hub = news.last_deed(self.library), news.has_hub(self.library)
        except ReereadError:  # the look at what others did says so
            return
        settled, self._seen_deed = last == self._seen_deed or self._seen_deed < 0, last
        if has_hub and settled and last != self._counted_deed and not self._is_syncing:
            self._counted_deed = last
            self._count_what_waits()

    def _count_what_waits(self) -> None:
        self.run_worker(self._count_beside, thread=True, exclusive=True, group=_COUNTING)

    def _count_beside(self) -> None:
        """Count in a thread."""
        from reeread.library import syncing

        worker = get_current_worker()
        try:
            state = syncing.state(self.library)
        except ReereadError:
            return
        if not worker.is_cancelled and self.is_attached:
            self.app.call_from_thread(self._show_state, state)

    def _show_state(self, state: SyncState | None) -> None:
        self.hub = state_words(state, self._synced_at)

    # Meeting the hub

    @property
    def _is_syncing(self) -> bool:
        return any(one.group == _SYNCING and one.is_running for one in self.workers)

    def action_sync(self) -> None:
        """Take in what others did and send what was done here, beside the reading."""
        if self._is_syncing:
            self.say("The hub is being asked already.")
            return
        self.say("Asking the hub …")
        self.run_worker(self._sync_beside, thread=True, group=_SYNCING)

    def _sync_beside(self) -> None:
        """Sync in a thread that nobody waits for who leaves: a hub may never answer, and what is cut short loses nothing."""
        from reeread.library import syncing

        worker, met = get_current_worker(), Future[Synced]()

        def hear(what: str, number: int) -> None:
            self._expect_somebody(worker)
            self.app.call_from_thread(self.say, progress_words(what, number))

        def meet() -> None:
            try:
                met.set_result(syncing.sync(self.library, tell=hear))
            except BaseException as error:  # whatever it is, it is told where the result is waited for
                met.set_exception(error)

        try:
            if (warning := syncing.less_safe(self.library)) != self._warned:
                self._expect_somebody(worker)
                self.app.call_from_thread(self._warn, warning)
            Thread(target=meet, name=_SYNCING, daemon=True).start()
            while not wait([met], _PATIENCE).done:
                self._expect_somebody(worker)
            done = met.result()
            self._expect_somebody(worker)
        except _LeftOff:
            return
        except ReereadError as error:
            if self.is_attached and not worker.is_cancelled:
                self.app.call_from_thread(self._tell_unmet, error)
        else:
            self.app.call_from_thread(self._end_sync, done)

    def _expect_somebody(self, worker: Worker[object]) -> None:
        if worker.is_cancelled or not self.is_attached:
            raise _LeftOff

    def _warn(self, warning: str) -> None:
        """Say once in a sitting what is less safe about the way to the hub than it could be."""
        self._warned = warning
        if warning:
            self.notify(line(warning), severity="warning", markup=False, timeout=_NOTICED)

    def _tell_unmet(self, error: ReereadError) -> None:
        """Say why the hub was not met; nothing is lost."""
        self.message = ""
        tell(self, error)
        self._count_what_waits()

    def _end_sync(self, done: Synced) -> None:
        """Show what came, with the reader where they are, and say how much it was."""
        self._synced_at = datetime.now().strftime("%H:%M")
        self.look()
        self.say(synced_words(done, self.key_for("conflicts")))
        self._count_what_waits()

    # Where people differ

    def action_conflicts(self) -> None:
        """Show the fields in which several values stand."""
        from reeread.screens.conflicts import ConflictsScreen

        self._set_off()
        self.app.push_screen(ConflictsScreen(self.library, self.keymap, self.opened), self._come_back)
