"""Sentences on which people differ, each with what they said and wrote, and settling them into a gold set."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType, Keymap
from textual.containers import Horizontal, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from reeread.library import Library, anchoring, codebook, gold
from reeread.messages import JumpRequested
from reeread.model.agreement import Dispute
from reeread.model.annotation import Passage
from reeread.model.errors import NotFound, ReereadError
from reeread.screens.deeds import Place, declared
from reeread.screens.dialogs.picked import Picked
from reeread.screens.failing import tell
from reeread.screens.scrolling import Scrolling
from reeread.screens.settling.asked import Compared, wrong
from reeread.screens.settling.words import NOTHING, progress_words, sides, tags_words
from reeread.text.display import line
from reeread.widgets.excerpt import ExcerptPane
from reeread.widgets.lists.disputes import COLUMNS, DisputeTable
from reeread.widgets.lists.table import TableHead

_SIDES = 9


class SettlingScreen(Scrolling[Passage]):
    """Hands back the passage to read on at.

    Args:
        library: Whose disagreements.
        keymap: The reader's own keys.
    """

    NAME = "Disagreements"
    MAIN = "disputes"
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(
                str(n),
                f"side({n})",
                f"take side {n}",
                id=f"settling.side_{n}",
                show=n == 1,
                key_display=str(n),
            )
            for n in range(1, _SIDES + 1)
        ),
        Binding("0", "nothing", NOTHING, id="settling.nothing"),
        Binding("t", "tags", "own tags", id="settling.tags"),
        Binding("s", "skip", "next open", id="settling.skip"),
        Binding("A", "agreed", "take all agreed", id="settling.agreed"),
        Binding("f", "only_open", "filter", id="settling.filter"),
        Binding("c", "compare", "compared", id="settling.compared"),
    ]

    def __init__(self, library: Library, keymap: Keymap | None = None) -> None:
        super().__init__(library, keymap)
        self._compared = Compared()
        self._every: tuple[Dispute, ...] = ()
        self._only_open = False
        self._then_skip = False
        """Whether the cursor goes on to the next open sentence once what was settled is shown."""

    def parts(self) -> Iterator[Widget]:
        """Return what is compared, the table, and below it the sentence beside what each said of it."""
        yield Static("", id="shows", markup=False)
        yield TableHead(COLUMNS, id="head")
        yield DisputeTable(id=self.MAIN)
        with Horizontal(id="texts"):
            yield ExcerptPane(id="sentence")
            with VerticalScroll(id="sides", can_focus=False):
                yield Static("", id="said", markup=False)

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the table and of the screen."""
        deeds = (*declared(cls, keymap), *declared(DisputeTable, keymap))
        return (Place("disagreements", deeds, f"#{cls.MAIN}"),)

    @property
    def table(self) -> DisputeTable:
        """Return the table."""
        return self.query_one(DisputeTable)

    def on_mount(self) -> None:
        """Read the disagreements beside the screen."""
        self.table.empty = "Looking for what people differ on …"
        self.watch(self.table, "index", self._show_here)
        super().on_mount()

    # What is shown

    def renew(self) -> None:
        """Read everything anew, beside the screen."""
        self.query_one("#shows", Static).update(f"Compared: {line(self._compared.said)}")
        self.read_beside(self._read, self._take)

    def _read(self) -> tuple[tuple[Dispute, ...], str]:
        """Return what people differ on, and what to say where that is nothing."""
        asked = self._compared
        try:
            found = gold.disputes(self.library, asked.gold, tags=asked.tags, **asked.scope)
        except NotFound as error:  # nobody to differ, which is no failure
            return (), str(error)
        return found, "On nothing that they read they differ."

    def _take(self, read: tuple[tuple[Dispute, ...], str]) -> None:
        """Show what was read."""
        found, otherwise = read
        self._every = found
        self.counts = progress_words(found, self._compared.gold)
        self.table.empty = (
            f"All is settled. {self.key_for('settling.filter')} shows it." if found else line(otherwise)
        )
        self._filter()
        if self._then_skip and not self._only_open:  # else it is gone, and the next one stands there
            self._go_on()
        self._then_skip = False
        self._show_here()

    def _filter(self) -> None:
        """Show what is open, or everything."""
        self.table.disputes = tuple(one for one in self._every if not self._only_open or one.decided is None)

    def _show_here(self) -> None:
        """Show the sentence under the cursor in its context, and what each said of it."""
        one = self.table.here
        pane = self.query_one("#sentence", ExcerptPane)
        self.below.scroll_home(animate=False)
        if one is None:
            pane.excerpt, pane.head, self.words = None, "", ""
            self.query_one("#said", Static).update("")
        else:
            passage = one.passage
            with self.failures_shown():
                pane.excerpt = anchoring.excerpt(self.library, passage.briefing, passage.span)
            pane.head = line(one.divided.title)
            self.query_one("#said", Static).update(sides(one, self.key_for("settling.tags")))
            self.words = f"they differ on {one.divided.apart} · {line(one.divided.title)}"
        self.place = f"{min(self.table.index + 1, self.table.count()):,} of {self.table.count():,}"

    # The reader's hand

    def action_side(self, number: int) -> None:
        """Take one side: its tags, and its note to begin the reason with."""
        if (one := self.table.here) is None:
            return
        every = list(one.divided.tags.items())
        if number > len(every):
            self.say(f"There are {len(every)} sides here.")
            return
        author, tags = every[number - 1]
        self._decide(one, tags, " ".join(" ".join(one.notes.get(author, ())).split()))

    def action_nothing(self) -> None:
        """Say that the sentence bears no tag."""
        if (one := self.table.here) is not None:
            self._decide(one, ())

    def action_tags(self) -> None:
        """Choose the tags that the sentence bears, beginning with those that anybody put on it."""
        from reeread.screens.dialogs.tags import TagDialog

        if (one := self.table.here) is None:
            return
        given = one.decided.tags if one.decided else ()
        some = {tag for tags in one.divided.tags.values() for tag in tags} - {*given}

        def picked(wish: Picked | None) -> None:
            if wish is None:
                return
            with self.failures_shown():
                for name in wish.new:
                    codebook.add_tag(self.library, name)
                kept = [tag for tag in given if tag not in wish.remove]
                self._decide(one, tuple(dict.fromkeys((*kept, *wish.add))))

        self.app.push_screen(TagDialog(self.library, given, some=some, name="Settle as"), picked)

    def _decide(self, one: Dispute, tags: Sequence[str], reason: str = "") -> None:
        """Ask for the reason, then settle, and go on to the next open sentence."""
        from reeread.screens.dialogs.line import LineDialog

        def decided(typed: str | None) -> None:
            if typed is None:
                return
            try:
                gold.settle(self.library, one.passage, tags, typed, self._compared.gold)
            except ReereadError as error:
                tell(self, error)
                return
            self._then_skip = True
            self.renew()
            self.say(f"Settled as {tags_words(tuple(tags))}. {self.undoes()}")

        before = reason or (one.decided.note if one.decided else "")
        LineDialog(f"Why {tags_words(tuple(tags))}?", before, about=one.divided.text[:200]).ask(
            self.app, decided
        )

    def action_skip(self) -> None:
        """Go to the next sentence that is open, round the end."""
        if not self._go_on():
            self.say("Nothing else is open.")

    def _go_on(self) -> bool:
        """Put the cursor on the next open sentence, and return whether there is one."""
        rows, here = self.table.disputes, self.table.index
        order = (*range(here + 1, len(rows)), *range(min(here, len(rows))))
        for at in order:
            if rows[at].decided is None:
                self.table.index = at
                return True
        return False

    def action_agreed(self) -> None:
        """Take what all marked alike into the gold set, so that it is whole."""
        with self.failures_shown():
            done = gold.settle_agreed(self.library, self._compared.gold, **self._compared.scope)
            self.say(
                f"{done:,} on which all agree taken in. {self.undoes()}"
                if done
                else "All on which they agree is in the gold set."
            )

    def action_only_open(self) -> None:
        """Show only what is open, or all."""
        self._only_open = not self._only_open
        self._filter()
        self._show_here()
        self.say("Those that are open." if self._only_open else "All of them.")

    def action_compare(self) -> None:
        """Choose whose marks are compared in what, and the gold set."""
        from reeread.screens.dialogs.line import LineDialog

        def chosen(typed: str | None) -> None:
            if typed is None:
                return
            asked = Compared.of(typed)
            try:
                codebook.check(asked.tags, codebook.tags(self.library))
                gold.named(asked.gold)
            except ReereadError as error:
                tell(self, error)
                return
            self._compared = asked
            self.renew()

        about = "author:ann author:ben tag:risk stack:October gold:gold/ports; empty for everybody"
        LineDialog("Compare", self._compared.typed, about=about, wrong=wrong).ask(self.app, chosen)

    @on(JumpRequested)
    def _jump(self, request: JumpRequested) -> None:
        """Read on at the sentence."""
        request.stop()
        self.dismiss(request.passage)
