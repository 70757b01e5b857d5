"""The briefings of the library, with what tells them apart: filtered and sorted as the reader likes."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style

from reeread.messages import ListShown, OpenRequested, StackRequested, TriageRequested
from reeread.model.briefing import Briefing, Triage
from reeread.model.briefings import NONE, Briefings
from reeread.model.claim import Disputes
from reeread.model.tag import Tag
from reeread.model.verdict import Verdict
from reeread.text.display import line
from reeread.widgets.ink import ink
from reeread.widgets.lists.cards import Cards
from reeread.widgets.lists.choice import SORTS, Choice, selection

_STATES = (None, *Triage)
_TAGS_SHOWN = 4
"""Tags counted on a card; of more, those borne most often."""
_ROOM_FOR_WORDS = 44
"""Cells from which on the state is said in a word."""


class BriefingList(Cards):
    """Titles with state, reading time, tags, conflicts and date; the open one bears a full dot, marked ones a tick."""

    ROWS = 3
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "briefings--new",
        "briefings--later",
        "briefings--done",
        "briefings--conflict",
        "briefings--tension",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "triage", "new, later, done", id="triage"),
        Binding("space", "mark", "mark", id="briefings.mark"),
        Binding("S", "gather", "stack", id="stack"),
        Binding("f", "state", "filter", id="briefings.state"),
        Binding("v", "stack", "filter by stack", id="briefings.stack", show=False),
        Binding("c", "disputed", "in dispute", id="briefings.disputed", show=False),
        Binding("s", "sort", "sort", id="briefings.sort"),
    ]

    briefings: reactive[Briefings] = reactive(NONE)
    opened: reactive[str] = reactive("")
    """The id of the briefing that is being read."""
    codebook: reactive[tuple[Tag, ...]] = reactive(())
    choice: reactive[Choice] = reactive(Choice())
    """Which briefings are listed, and in which order."""
    disputes: reactive[Mapping[str, Disputes]] = reactive({})
    """What is known by now of their claims that do not fit with others, by their ids."""
    marked: reactive[frozenset[str]] = reactive(frozenset())
    """The ids of the marked ones."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._listed: Briefings = NONE
        self._tags: dict[str, Tag] = {}

    def watch_briefings(self) -> None:
        """Show the new list, with the cursor on the same briefing."""
        here = self._here
        self._listed = self.briefings.chosen(selection(self.choice, self.disputes))
        self.renew()
        self._go_on(here.id if here else "")
        self.post_message(ListShown(self.choice.said(len(self._listed), len(self.briefings))))

    def watch_disputes(self) -> None:
        """Show the new numbers; only a list that is filtered or sorted by them changes."""
        self.watch_briefings()

    def watch_choice(self) -> None:
        """List others, or otherwise."""
        self.watch_briefings()

    def watch_codebook(self, codebook: tuple[Tag, ...]) -> None:
        """Show the tags as they are painted now."""
        self._tags = {tag.name: tag for tag in codebook}
        self.renew()

    def watch_marked(self) -> None:
        """Show the ticks."""
        self._painted.clear()
        self.refresh()

    def watch_opened(self, opened: str) -> None:
        """Move the cursor to the open briefing."""
        self._go_on(opened)
        self.renew()

    @property
    def _here(self) -> Briefing | None:
        """Return the briefing under the cursor."""
        return self._listed[self.index] if self.index < len(self._listed) else None

    def _go_on(self, id: str) -> None:
        """Put the cursor on a briefing, if it is listed: mostly it is where the cursor is."""
        here = self._here
        if here is not None and id and here.id != id and (at := self._listed.place(id)) is not None:
            self.index = at

    def count(self) -> int:
        """Return how many briefings are listed."""
        return len(self._listed)

    # What a card shows

    def card(self, index: int, width: int) -> list[Content]:
        """Return title and facts of a briefing."""
        briefing = self._listed[index]
        quiet = self._style("cards--quiet")
        here = briefing.id == self.opened
        style = self._style("cards--strong") if here else quiet if briefing.state is Triage.DONE else ""
        derived = ("(derived) ", quiet) if briefing.title_derived else ""
        title = Content.assemble(" ", self._sign(briefing), " ", derived, (line(briefing.title), style))
        return [title.truncate(max(1, width - 1), ellipsis=True), self._facts(briefing, width)]

    def _sign(self, briefing: Briefing) -> tuple[str, Style]:
        """Return the sign before a title: marked, open, or neither."""
        if briefing.id in self.marked:
            return "✓", self._style("cards--accent")
        if briefing.id == self.opened:
            return "●", self._style("cards--accent")
        return "○", self._style("cards--quiet")

    def _facts(self, briefing: Briefing, width: int) -> Content:
        """Return state, minutes, tags and conflicts, which are never cut; that it is a copy, date and stacks where there is room."""
        quiet = self._style("cards--quiet")
        state = briefing.state.value
        sign = (f" {state[0].upper()}", self._style(f"briefings--{state}"))
        word = (f" {state:<5}", self._style(f"briefings--{state}"))
        tags, disputed = self._counts(briefing), self._disputed(briefing)
        facts = Content.assemble(
            word if width >= _ROOM_FOR_WORDS else sign,
            (f" {briefing.minutes:>2} min ", quiet),
            self._grade(briefing, width),
            tags,
        )
        gap = "  "
        if facts.cell_length + (disputed.cell_length + 2 if disputed else 0) > width:
            gap = " "
            minutes = f" {briefing.minutes}m{' ' * bool(briefing.grade)}"
            facts = Content.assemble(sign, (minutes, quiet), self._grade(briefing, 0), tags)
            facts = facts.truncate(max(1, width - disputed.cell_length - 1), ellipsis=True)
        if disputed:
            facts = Content.assemble(facts, gap, disputed)
        copy = "copy" if briefing.copy_of else ""
        more = (copy, briefing.published[:10], *(line(stack) for stack in briefing.stacks))
        for fact in more:
            if fact and facts.cell_length + len(fact) + 3 <= width:
                facts = Content.assemble(facts, (f"  {fact}", quiet))
        return facts

    def _grade(self, briefing: Briefing, width: int) -> tuple[str, Style]:
        """Return the grade of the source, with its meaning where there is room."""
        grade = briefing.grade
        words = (grade.words if width >= _ROOM_FOR_WORDS else grade.value) if grade else ""
        return f"{words} " if words else "", self._style("cards--strong")

    def _counts(self, briefing: Briefing) -> Content:
        """Return how often which tags are borne, or how many passages are marked where no tag is."""
        quiet = self._style("cards--quiet")
        known = [(self._tags[one.tag], one.number) for one in briefing.tags if one.tag in self._tags]
        if not known:
            return Content.styled(f" {briefing.annotations} ▪" if briefing.annotations else "", quiet)
        most = sorted(known, key=lambda pair: -pair[1])[:_TAGS_SHOWN]
        parts = [
            Content.assemble((f" {tag.letter}", f"bold {ink(self, tag.color)}"), (f"{number}", quiet))
            for tag, number in known
            if (tag, number) in most
        ]
        rest = Content.styled(" …", quiet) if len(known) > _TAGS_SHOWN else Content("")
        return Content("").join(parts) + rest

    def _disputed(self, briefing: Briefing) -> Content:
        """Return how many claims of a briefing others contradict, and how many nearly so."""
        own = self.disputes.get(briefing.id, Disputes())
        counted = ((Verdict.CONFLICT, own.conflict), (Verdict.TENSION, own.tension))
        return Content(" ").join(
            Content.styled(f"{verdict.sign}{number}", self._style(f"briefings--{verdict}"))
            for verdict, number in counted
            if number
        )

    def _style(self, name: str) -> Style:
        return self.get_visual_style(name, partial=True)

    def hint(self) -> str:
        """Return what to do when there is nothing to read."""
        if self.briefings:
            return "No briefing is like that. f and v list others."
        return "No briefings yet. Press o to add a file or a folder."

    # The reader's hand

    @property
    def _chosen(self) -> tuple[str, ...]:
        """Return the ids of the marked briefings, or without marks of the one under the cursor."""
        if self.marked:
            return tuple(sorted(self.marked))
        return (self._here.id,) if self._here else ()

    def choose(self, index: int) -> None:
        """Ask to read the briefing."""
        self.post_message(OpenRequested(self._listed[index].id))

    def action_mark(self) -> None:
        """Mark the briefing, or take its mark off, and move on."""
        if self._here:
            self.marked = self.marked ^ {self._here.id}
            self.action_move(1)

    def action_triage(self) -> None:
        """Ask for the next state of the briefing, or of the marked ones."""
        if ids := self._chosen:
            self.post_message(TriageRequested(ids))

    def action_gather(self) -> None:
        """Ask to gather the briefing, or the marked ones, in a stack."""
        if ids := self._chosen:
            self.post_message(StackRequested(ids))

    def action_state(self) -> None:
        """List those that are new, then those for later, then those that are done, then all."""
        after = _STATES[(_STATES.index(self.choice.state) + 1) % len(_STATES)]
        self.choice = self.choice.but(state=after)

    def action_stack(self) -> None:
        """List the briefings of the next stack, after the last one all."""
        stacks = ["", *self.briefings.stacks]
        at = stacks.index(self.choice.stack) if self.choice.stack in stacks else 0
        self.choice = self.choice.but(stack=stacks[(at + 1) % len(stacks)])

    def action_disputed(self) -> None:
        """List only those that another briefing contradicts or nearly does, or all again."""
        self.choice = self.choice.but(disputed=not self.choice.disputed)

    def action_sort(self) -> None:
        """Sort by something else."""
        after = SORTS[(SORTS.index(self.choice.sort) + 1) % len(SORTS)]
        self.choice = self.choice.but(sort=after)
