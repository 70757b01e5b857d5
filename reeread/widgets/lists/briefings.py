"""The briefings of the library, with what tells them apart."""

from textual.content import Content
from textual.reactive import reactive

from reeread.messages import OpenRequested
from reeread.model.briefing import Briefing
from reeread.text.display import line
from reeread.widgets.lists.cards import Cards

_ROOM_FOR_DATE = 26
"""Cells from which on a date has room beside the other facts."""


class BriefingList(Cards):
    """Titles with reading time, number of passages and date; the open one bears a full dot."""

    ROWS = 3

    briefings: reactive[tuple[Briefing, ...]] = reactive(())
    opened: reactive[str] = reactive("")
    """The id of the briefing that is being read."""

    def watch_briefings(self) -> None:
        """Show the new list."""
        self.renew()

    def watch_opened(self, opened: str) -> None:
        """Move the cursor to the open briefing."""
        self.index = next((at for at, one in enumerate(self.briefings) if one.id == opened), self.index)
        self.renew()

    def count(self) -> int:
        """Return how many briefings there are."""
        return len(self.briefings)

    def card(self, index: int, width: int) -> list[Content]:
        """Return title and facts of a briefing."""
        briefing = self.briefings[index]
        here = briefing.id == self.opened
        quiet = self.get_visual_style("cards--quiet", partial=True)
        strong = self.get_visual_style("cards--strong", partial=True) if here else ""
        dot = ("●", self.get_visual_style("cards--accent", partial=True)) if here else ("○", quiet)
        derived = ("(derived) ", quiet) if briefing.title_derived else ""
        title = Content.assemble(" ", dot, " ", derived, (line(briefing.title), strong))
        date = (briefing.published or briefing.added)[:10] if width >= _ROOM_FOR_DATE else ""
        facts = f"   {briefing.minutes:>2} min {briefing.annotations:>3} ▪ {date}"
        return [title.truncate(max(1, width - 1), ellipsis=True), Content.styled(facts, quiet)]

    def choose(self, index: int) -> None:
        """Ask to read the briefing."""
        self.post_message(OpenRequested(self.briefings[index].id))

    def hint(self) -> str:
        """Return what to do when there is nothing to read."""
        return "No briefings yet. Press o to add a file or a folder."
