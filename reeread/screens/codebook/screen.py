"""The codebook: what tags are called, how they are pressed and painted, what they mean, and in which order."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType, Keymap
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from reeread.library import codebook
from reeread.library.glance import tallied
from reeread.messages import TagChosen
from reeread.model.errors import ReereadError
from reeread.screens.board import Board
from reeread.screens.codebook.order import moved
from reeread.screens.deeds import Place, declared
from reeread.screens.dialogs.colors import ColorDialog
from reeread.screens.dialogs.line import LineDialog
from reeread.screens.dialogs.merging import MergeDialog
from reeread.screens.dialogs.tag_tree import Twig, tree
from reeread.screens.reading.following import Followed
from reeread.text.display import line, safe
from reeread.widgets.lists.table import TableHead
from reeread.widgets.lists.tags import COLUMNS, TagTable


class CodebookScreen(Board[None], Followed):
    """Every change is a deed of its own, and is taken back by one undo."""

    NAME = "Codebook"
    MAIN = "tags"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="codebook.add"),
        Binding("p", "press", "its key", id="codebook.key"),
        Binding("c", "color", "colour", id="codebook.color"),
        Binding("m", "meaning", "meaning", id="codebook.meaning"),
        Binding("M", "merge", "merge into", id="codebook.merge"),
        Binding("left_square_bracket", "order(-1)", "move up", id="codebook.up"),
        Binding("right_square_bracket", "order(1)", "move down", id="codebook.down"),
        Binding("x", "retire", "retire or restore", id="codebook.retire"),
        Binding("d", "remove", "remove if unused", id="codebook.remove", show=False),
    ]

    def parts(self) -> Iterator[Widget]:
        """Return the table and what is to be known of the tag under its cursor."""
        yield TableHead(COLUMNS, id="head")
        yield TagTable(id=self.MAIN)
        yield Static("", id="tag", markup=False)
        yield Static("", id="free-keys", markup=False)

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the table and of the screen."""
        return (Place("codebook", (*declared(cls, keymap), *declared(TagTable, keymap)), f"#{cls.MAIN}"),)

    @property
    def table(self) -> TagTable:
        """Return the table."""
        return self.query_one(TagTable)

    def on_mount(self) -> None:
        """Show the tags."""
        self.watch(self.table, "index", self._show_here)
        super().on_mount()

    def renew(self) -> None:
        """Read the codebook anew."""
        tags = codebook.tags(self.library)
        self._twigs: tuple[Twig, ...] = tree(tags)
        self.run_worker(self._count, thread=True, exclusive=True, group="counting")
        here = self.table.here
        self.table.entries = self._twigs
        if here is not None:
            self._go_to(here.name)
        retired = sum(tag.retired for tag in tags)
        self.counts = f"{len(tags) - retired:,} tags" + (f"   {retired:,} retired" if retired else "")
        self._show_here()

    def _count(self) -> None:
        """Count in a thread what bears the tags."""
        used: Counter[str] = Counter()
        for one in tallied(self.library):
            used.update(dict(one.tags))
        if self.is_attached:
            self.app.call_from_thread(self._counted, used)

    def _counted(self, used: Counter[str]) -> None:
        """Show the numbers."""
        if self.is_there:
            self.table.uses = used
            self._show_here()

    def _go_to(self, name: str) -> None:
        """Put the cursor on a tag."""
        names = [twig.tag.name for twig in self._twigs]
        if name in names:
            self.table.index = names.index(name)

    def _show_here(self) -> None:
        """Say what the tag under the cursor means, and which keys are free."""
        tag = self.table.here
        free = " ".join(codebook.free_keys(self.library))
        keys = Content.assemble(("Free keys  ", "$foreground-muted"), free)
        self.query_one("#free-keys", Static).update(keys)
        if tag is None:
            self.query_one("#tag", Static).update("")
            self.words = ""
            return
        meaning = safe(tag.meaning).strip() or "Nobody has said yet what this tag means: m does."
        self.query_one("#tag", Static).update(Content(meaning))
        uses = self.table.uses.get(tag.name, 0)
        key = f"key {line(tag.key)}" if tag.key else "no key"
        retired = " · retired" if tag.retired else ""
        self.words = f"{line(tag.name)} · {key} · {tag.color} · {uses:,} passages{retired}"
        self.place = f"{self.table.index + 1:,} of {self.table.count():,}"

    # The deeds

    def _do(self, deed: Callable[[], object], said: str, name: str = "") -> None:
        """Do a deed, show what came of it, and say how it is taken back."""
        with self.failures_shown():
            deed()
            self.renew()
            if name:
                self._go_to(name)
                self._show_here()
            self.say(f"{said} {self.undoes()}")

    def action_add(self) -> None:
        """Add a tag by its name."""
        about = "A slash puts it below another: risk/supply."

        def named(name: str | None) -> None:
            if name is not None:
                name = name.strip()
                self._do(partial(codebook.add_tag, self.library, name), f"Tag {name} added.", name)

        LineDialog("New tag", about=about, wrong=_unnamed).ask(self.app, named)

    @on(TagChosen)
    def _rename(self, chosen: TagChosen) -> None:
        """Call the tag otherwise."""
        chosen.stop()
        old = chosen.tag
        about = "What bears it keeps it under its new name; the tags below it are renamed with it."

        def named(new: str | None) -> None:
            if new is not None and (new := new.strip()) != old:
                edit = partial(codebook.edit_tag, self.library, old, new_name=new)
                self._do(edit, f"Tag {old} is called {new} now.", new)

        LineDialog("Name of the tag", old, about=about, wrong=_unnamed).ask(self.app, named)

    def action_press(self) -> None:
        """Give the tag a key, or take it away."""
        if (tag := self.table.here) is None:
            return

        def pressed(key: str | None) -> None:
            if key is not None and key.strip() != tag.key:
                edit = partial(codebook.edit_tag, self.library, tag.name, key=key.strip())
                said = (
                    f"Key {key.strip()} is {tag.name} now." if key.strip() else f"{tag.name} has no key now."
                )
                self._do(edit, said)

        free = " ".join(codebook.free_keys(self.library))
        about = f"Free: {free}. Empty takes the key away."
        LineDialog(f"Key of {line(tag.name)}", tag.key, about=about).ask(self.app, pressed)

    def action_color(self) -> None:
        """Paint the tag otherwise."""
        if (tag := self.table.here) is None:
            return

        def painted(color: str | None) -> None:
            if color is not None and color != tag.color:
                edit = partial(codebook.edit_tag, self.library, tag.name, color=color)
                self._do(edit, f"Tag {tag.name} is {color} now.")

        used: dict[str, str] = {}
        for twig in self._twigs:
            used.setdefault(twig.tag.color, line(twig.tag.name))
        ColorDialog(line(tag.name), codebook.PALETTE, used).ask(self.app, painted)

    def action_meaning(self) -> None:
        """Say what the tag means."""
        from reeread.screens.dialogs.meaning import MeaningDialog

        if (tag := self.table.here) is None:
            return

        def told(text: str | None) -> None:
            if text is not None and text.strip() != tag.meaning:
                edit = partial(codebook.edit_tag, self.library, tag.name, meaning=text.strip())
                self._do(edit, f"Meaning of {tag.name} saved.")

        MeaningDialog(tag.name, tag.meaning).ask(self.app, told)

    def action_merge(self) -> None:
        """Merge the marked tags, or the one under the cursor, into another."""
        names = self.table.chosen
        others = [twig.tag for twig in self._twigs if twig.tag.name not in names and not twig.tag.retired]
        if not names or not others:
            return

        def into(kept: str | None) -> None:
            if kept is not None:
                self._do(partial(self._merge, names, kept), _merged(names, kept), kept)

        merged = ", ".join(line(name) for name in names)
        MergeDialog(merged, others).ask(self.app, into)

    def _merge(self, names: tuple[str, ...], kept: str) -> None:
        """Merge tags one by one; each is a deed."""
        try:
            for name in names:
                codebook.merge(self.library, name, kept)
        except ReereadError:
            self.renew()
            raise

    def action_order(self, by: int) -> None:
        """Move the tag up or down among those beside it."""
        tag = self.table.here
        order = moved(self._twigs, self.table.index, by) if tag is not None else None
        if tag is None or order is None:
            self.say("It stands at that end already.")
            return
        self._do(
            partial(codebook.reorder, self.library, order),
            f"Tag {tag.name} moved {'down' if by > 0 else 'up'}.",
        )

    def action_retire(self) -> None:
        """Offer the tag no more, or again."""
        tag = self.table.here
        if tag is not None and tag.retired:
            self._do(partial(codebook.restore, self.library, tag.name), f"Tag {tag.name} is offered again.")
        elif tag is not None:
            said = f"Tag {tag.name} retired: what bears it keeps it."
            self._do(partial(codebook.retire, self.library, tag.name), said)

    def action_remove(self) -> None:
        """Take out a tag that nothing bears."""
        if (tag := self.table.here) is not None:
            self._do(partial(codebook.remove_tag, self.library, tag.name), f"Tag {tag.name} removed.")


def _unnamed(typed: str) -> str:
    """Return what is wrong with a name, as far as it can be told from the name alone."""
    return "" if typed.strip() else "A tag needs a name."


def _merged(names: tuple[str, ...], kept: str) -> str:
    """Return what was merged, in a sentence."""
    each = " Each is a deed of its own:" if len(names) > 1 else ""
    return f"Merged {', '.join(names)} into {kept}.{each}"
