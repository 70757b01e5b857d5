"""Claims of the library that do not fit together, counted beside the reading."""

from collections.abc import Mapping

from textual.reactive import var
from textual.worker import get_current_worker

from reeread.model.claim import Claim, Disputes, disputes
from reeread.model.errors import ReereadError
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import disputes_words


class Disputing(Desk):
    """How often briefings contradict each other; nothing waits for the numbers, they come when they are known."""

    claims: var[tuple[Claim, ...]] = var(())
    """Those that are known by now."""
    disputes: var[Mapping[str, Disputes]] = var({})
    """For each briefing how many of its claims do not fit with another's."""
    disputed: var[Disputes] = var(Disputes())
    """How many claims of the library do not fit."""
    _counted: tuple[int, str] = 0, ""
    """How many briefings there were when claims were counted, and the id of the last one."""

    def count_disputes(self) -> None:
        """Count anew, beside the reading."""
        self._counted = self._held
        self.run_worker(self._count, thread=True, exclusive=True, group="disputes")

    def watch_briefings(self) -> None:
        """Count anew when briefings came or went, and say how many claims do not fit."""
        super().watch_briefings()
        self.counts = f"{self.counts}{disputes_words(self.disputed)}"
        if self.is_furnished and self._counted != self._held:
            self.count_disputes()

    @property
    def _held(self) -> tuple[int, str]:
        """Return how many briefings there are, and the id of the one that was added last."""
        return len(self.briefings), self.briefings[-1].id if self.briefings else ""

    def renew(self) -> None:
        """Read everything anew: what is taken back or done again may be of claims, too."""
        super().renew()
        self.count_disputes()

    def _count(self) -> None:
        """Count in a thread and hand the numbers over as they come, unless they are no longer wanted."""
        from reeread.library import claiming  # with its rules, which nothing before the first paint needs

        worker = get_current_worker()
        try:
            for claims in claiming.so_far(self.library, lambda: worker.is_cancelled, self.opened):
                if worker.is_cancelled or not self.is_attached:
                    return
                self.app.call_from_thread(self._take_claims, claims)
        except ReereadError:
            pass  # a briefing was removed meanwhile: the list has changed and is counted anew

    def _take_claims(self, claims: tuple[Claim, ...]) -> None:
        """Show the numbers, and let the claims be known."""
        self.claims = claims
        self.disputes, self.disputed = disputes(claims), Disputes.among(claims)
        self.watch_briefings()
