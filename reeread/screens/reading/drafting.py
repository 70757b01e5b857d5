"""What could not be kept in the library: offered when the reader is opened, and whenever it is asked for."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from reeread.library.drafts import Draft
from reeread.screens.reading.desk import Desk
from reeread.screens.reading.words import number


class Drafting(Desk):
    """The way of drafts into the library."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "drafts", "drafts that are not in the library", id="drafts", show=False),
    ]

    def offer_drafts(self) -> None:
        """Show what is left of another sitting, or say that it cannot be put in here."""
        left = self.drafts.left()
        if left and self.library.read_only:
            there = f"{number(len(left), 'draft')} of this library"
            self.notify(f"{there} will be offered when it can be written to.", severity="warning")
        elif left:
            self.action_drafts()

    def action_drafts(self) -> None:
        """Show the drafts."""
        from reeread.screens.dialogs.drafts import DraftsDialog

        if not self.drafts.left():
            self.say("All that you wrote is in the library.")
            return
        DraftsDialog(self.drafts).ask(self.app, self._put_in)

    def _put_in(self, chosen: tuple[Draft, ...] | None) -> None:
        """Put drafts where they belong, and offer what is left."""
        from reeread.library.drafts import put_in

        if not chosen:
            return
        done = 0
        for draft in chosen:
            with self.failures_shown():
                put_in(self.library, draft)
                self.drafts.drop(draft)
                done += 1
        if done:
            self.renew()
            each = " Each is a deed of its own:" if done > 1 else ""
            self.say(f"{number(done, 'draft')} put in.{each} {self.key_for('undo')} undoes.")
            if self.drafts.left() and done == len(chosen):
                self.call_after_refresh(self.action_drafts)
