"""What is decided on claims: those that are marked, or the one under the cursor, at once; each decision is one undo."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from reeread.library import deciding
from reeread.model.claim import Claim
from reeread.model.errors import AlreadyDone, ReereadError
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.screens.board import Board
from reeread.screens.failing import tell
from reeread.widgets.lists.claims import ClaimTable


class Ruling(Board[Any]):
    """Confirming, dismissing, retracting, merging and splitting."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "confirm", "confirm", id="claims.confirm"),
        Binding("v", "verdict", "other verdict", id="claims.verdict"),
        Binding("x", "refuse", "dismiss", id="claims.dismiss"),
        Binding("r", "retract", "retract", id="claims.retract"),
        Binding("m", "merge", "merge marked", id="claims.merge"),
        Binding("t", "split", "take the cell out", id="claims.split"),
    ]

    @property
    def table(self) -> ClaimTable:
        """Return the table."""
        raise NotImplementedError

    @property
    def chosen(self) -> list[Claim]:
        """Return the claims that are marked, or the one under the cursor."""
        ids = set(self.table.chosen)
        return [claim for claim in self.table.claims if claim.id in ids]

    def action_confirm(self) -> None:
        """Let claims stand as they are; the confirmation of one alone is taken back by a second press."""
        if len(self.chosen) == 1 and self._settled(self.chosen[0], Standing.CONFIRMED):
            self._do(partial(deciding.reopen, self.library), "is open again")
        else:
            self._do(partial(deciding.confirm, self.library), "confirmed")

    def action_verdict(self) -> None:
        """Confirm a claim with the next of the verdicts."""
        if (here := self.table.here) is not None:
            every = tuple(Verdict)
            verdict = every[(every.index(here.verdict) + 1) % len(every)]
            confirm = partial(deciding.confirm, self.library, verdict=verdict)
            self._do(confirm, f"confirmed as {verdict}", [here])

    def action_refuse(self) -> None:
        """Let claims be none; a second press on one that shows takes that back."""
        if len(self.chosen) == 1 and self.chosen[0].standing is Standing.DISMISSED:
            self._do(partial(deciding.reopen, self.library), "is a claim again")
        else:
            self._do(partial(deciding.dismiss, self.library), "dismissed")

    def action_retract(self) -> None:
        """Let claims hold no longer; a second press on one takes that back."""
        from reeread.screens.dialogs.retracting import RetractDialog, Retraction

        chosen = self.chosen
        if len(chosen) == 1 and chosen[0].standing is Standing.RETRACTED:
            self._do(partial(deciding.reopen, self.library), "holds again")
            return

        def retracted(wish: Retraction | None) -> None:
            if wish is not None:
                retract = partial(deciding.retract, self.library, reason=wish.reason, date=wish.date)
                self._do(retract, "retracted", chosen)

        if chosen:
            RetractDialog(_named(chosen)).ask(self.app, retracted)

    def action_merge(self) -> None:
        """Let the marked claims be one, called as the first of them."""
        chosen = self.chosen
        if len(chosen) < 2:
            self.say(f"Mark the claims that are one, with {self.key_for('table.mark')}.")
            return
        self.table.index = self.table.claims.index(chosen[0])  # where the merged claim will be
        self._deed(partial(deciding.merge, self.library, chosen), f"{_named(chosen)} merged into one")

    def action_split(self) -> None:
        """Take what the briefing under the cursor says out of the claim."""
        here, source = self.table.here, self.table.source
        if here is not None:
            title = self.table.titles.get(source, "")
            said = f"“{title}” taken out of “{here.label}”"
            self._deed(partial(deciding.split, self.library, here, source), said)

    def _settled(self, claim: Claim, standing: Standing) -> bool:
        """Return whether a claim stands so, with nothing to look at again."""
        ruling = claim.ruling
        return ruling is not None and claim.standing is standing and not ruling.joined and not claim.unsure

    def _do(
        self, deed: Callable[[Sequence[Claim]], None], done: str, chosen: Sequence[Claim] | None = None
    ) -> None:
        """Do a deed to claims, all together; what is so already stays."""
        claims = self.chosen if chosen is None else chosen
        if claims:
            self._deed(partial(deed, claims), f"{_named(claims)} {done}")

    def _deed(self, deed: Callable[[], None], said: str) -> None:
        """Do something, show what came of it, and say how it is taken back."""
        try:
            deed()
        except AlreadyDone as error:
            self.say(str(error))
            return
        except ReereadError as error:
            tell(self, error)
            self.renew()
            return
        self.table.marked = frozenset()
        self.renew()
        self.say(f"{said}. {self.undoes()}")


def _named(claims: Sequence[Claim]) -> str:
    return f"“{claims[0].label}”" if len(claims) == 1 else f"{len(claims):,} claims"
