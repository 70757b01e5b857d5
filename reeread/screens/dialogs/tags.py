"""The tag picker: every tag of the codebook, the ones used last under digits, and new ones by their names."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from reeread.library import Library, codebook, listing
from reeread.model.tag import Tag
from reeread.screens.dialogs.chooser import Chooser, Row
from reeread.screens.dialogs.numbered import NumberedField
from reeread.screens.dialogs.picked import Picked
from reeread.screens.dialogs.tag_tree import Twig, tree
from reeread.text.display import line
from reeread.widgets.ink import ink

_NAME = 26
"""Cells for a tag's name."""
_RECENT = 9
_NEW = "A new tag, which the codebook does not have yet."
_FEW = 12
"""Up to so many tags are seen at a glance, and the ones used last need not come first."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """A row's tag; a new one has only a name."""

    name: str
    meaning: str = ""
    new: bool = False


class TagDialog(Chooser[Picked]):
    """Type to filter; enter puts the tag on or takes it off, tab does so and stays for more.

    Args:
        library: Whose codebook it is.
        given: The tags that the passage, or each of several, bears.
        some: The tags that only some of several passages bear.
        name: What the box is called.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "tick", "tick and stay", id="picker.tick", priority=True),
        Binding("ctrl+t", "codebook", "open the codebook", id="picker.codebook", priority=True),
        *(
            Binding(str(n), f"recent({n})", f"tag used last: {n}", id=f"picker.recent_{n}", priority=True)
            for n in range(1, _RECENT + 1)
        ),
    ]
    NAME = "Tag the passage"
    KEYS = "enter on or off   tab several   1–9 recent   ctrl+t codebook   escape"
    PLACEHOLDER = "a tag’s name or meaning, or a new name"

    def __init__(
        self, library: Library, given: Iterable[str], *, some: Iterable[str] = (), name: str = ""
    ) -> None:
        super().__init__()
        self._library = library
        self._given = frozenset(given)
        self._some = frozenset(some)
        self._ticked: dict[str, bool] = {}
        """What tab changed: whether a tag is to be on."""
        self._new: set[str] = set()
        self.NAME = name or self.NAME
        self._choices: list[_Choice] = []
        self._read()

    def _read(self) -> None:
        """Read the codebook."""
        tags = codebook.tags(self._library)
        self._codebook = [tag for tag in tags if not tag.retired or tag.name in self._given | self._some]
        known = {tag.name for tag in self._codebook}
        self._recent = [name for name in listing.recent_tags(self._library) if name in known][:_RECENT]

    def field(self) -> Input:
        """Return the field in which one types."""
        return NumberedField(placeholder=self.PLACEHOLDER, id="chooser-typed")

    # What is listed

    def typed(self, text: str) -> None:
        """List the tags whose name or meaning holds what was typed, likeliest first, and at last a new one."""
        wanted = text.casefold().strip()
        twigs = self._all() if not wanted else [Twig(tag, 0, tag.name) for tag in self._like(wanted)]
        rows = [self._row(twig) for twig in twigs]
        self._choices = [_Choice(twig.tag.name, twig.tag.meaning) for twig in twigs]
        if not wanted:
            for name in sorted(self._new):
                self._choices.insert(0, _Choice(name, _NEW, new=True))
                rows.insert(0, self._new_row(name))
        elif not any(tag.name.casefold() == wanted for tag in self._codebook):
            name = text.strip()
            self._choices.append(_Choice(name, _NEW, new=True))
            rows.append(self._new_row(name))
        self.show_rows(rows)
        self._say_meaning()

    def _all(self) -> list[Twig]:
        """Return the tree, in a large codebook after the tags used last."""
        twigs = list(tree(self._codebook))
        if len(twigs) <= _FEW:
            return twigs
        by_name = {twig.tag.name: twig for twig in twigs}
        recent = [Twig(by_name[name].tag, 0, name) for name in self._recent]
        return [*recent, *(twig for twig in twigs if twig.tag.name not in self._recent)]

    def _like(self, wanted: str) -> list[Tag]:
        """Return the tags that fit: the name itself, beginnings of its parts, within it, in the meaning."""

        def rank(tag: Tag) -> int:
            name = tag.name.casefold()
            if name == wanted:
                return 0
            if any(part.startswith(wanted) for part in (name, *name.split("/"))):
                return 1
            if wanted in name:
                return 2
            return 3 if wanted in tag.meaning.casefold() else 4

        ranked = [(rank(tag), tag) for tag in self._codebook]
        return [tag for place, tag in sorted(ranked, key=lambda one: one[0]) if place < 4]

    def _row(self, twig: Twig) -> Row[Picked]:
        """Return a tag as a row: digit, tick, letter, name below those above it, and what it means."""
        tag = twig.tag
        digit = str(self._recent.index(tag.name) + 1) if tag.name in self._recent else " "
        name = Content("  " * twig.depth + line(twig.name)).truncate(_NAME, ellipsis=True, pad=True)
        meaning = line(tag.meaning.split("\n")[0])
        shown = Content.assemble(
            (f"{digit} ", "$foreground-muted"),
            self._tick(tag.name),
            (f"{tag.letter} ", f"bold {ink(self, tag.color)}"),
            (name.plain, "bold"),
            (f"  {meaning}", "$foreground-muted"),
        )
        return Row(shown, self._toggled(tag.name))

    def _new_row(self, name: str) -> Row[Picked]:
        """Return the row that makes a tag."""
        shown = Content.assemble("  ", self._tick(name), ("+ ", "bold $accent"), f"new tag “{line(name)}”")
        return Row(shown, self._toggled(name, new=True))

    def _tick(self, name: str) -> tuple[str, str]:
        """Return the sign before a tag: on, on some, off."""
        if name in self._ticked:
            return ("✓ " if self._ticked[name] else "✗ ", "bold $accent")
        return ("✓ " if name in self._given else "– " if name in self._some else "  ", "")

    def _toggled(self, name: str, *, new: bool = False) -> Picked:
        """Return the change that choosing one tag alone makes."""
        if new:
            return Picked((name,), new=(name,))
        return Picked(remove=(name,)) if name in self._given else Picked((name,))

    # The reader's hand

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key does something now: digits choose only while nothing is typed."""
        if action == "recent" and self.is_mounted:
            return not self.query_one(Input).value and int(str(parameters[0])) <= len(self._recent)
        return super().check_action(action, parameters)

    def action_recent(self, place: int) -> None:
        """Choose one of the tags used last."""
        self._end(self._toggled(self._recent[place - 1]))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Hand back what was ticked, or else the row under the cursor."""
        event.stop()
        event.prevent_default()
        if self._ticked:
            self._end(Picked())
        elif self.rows:
            self._end(self.rows[self.highlighted].choice)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        """Choose the row that was clicked, unless the list has changed since."""
        event.stop()
        event.prevent_default()
        if event.option in self.query_one(OptionList).options:
            self._end(self.rows[event.option_index].choice)

    def _end(self, choice: Picked) -> None:
        """Hand back a choice together with what was ticked."""
        add = dict.fromkeys((*(name for name, on in self._ticked.items() if on), *choice.add))
        remove = dict.fromkeys((*(name for name, on in self._ticked.items() if not on), *choice.remove))
        new = tuple(name for name in add if name in self._new or name in choice.new)
        self.dismiss(Picked(tuple(add), tuple(name for name in remove if name not in add), new))

    def action_tick(self) -> None:
        """Put the tag under the cursor on or off, and stay."""
        if not self._choices:
            return
        at, choice = self.highlighted, self._choices[self.highlighted]
        if choice.name in self._ticked:
            del self._ticked[choice.name]
            self._new.discard(choice.name)
        else:
            self._ticked[choice.name] = choice.name not in self._given
            if choice.new:
                self._new.add(choice.name)
        field = self.query_one(Input)
        if field.value:
            field.value = ""
        else:
            self.typed("")
            self.query_one(OptionList).highlighted = at

    def action_codebook(self) -> None:
        """Open the codebook over the picker."""
        from reeread.screens.codebook import CodebookScreen

        def changed(_: object) -> None:
            self._read()
            self.typed(self.query_one(Input).value)

        self.app.push_screen(CodebookScreen(self._library), changed)

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        """Say what the tag under the cursor means."""
        event.stop()
        self._say_meaning()

    def _say_meaning(self) -> None:
        """Say what the tag under the cursor means."""
        if self._choices:
            choice = self._choices[min(self.highlighted, len(self._choices) - 1)]
            said = choice.meaning or "Nobody has said yet what this tag means."
        else:
            said = "The codebook is empty. Type a name to make a tag."
        self.query_one("#chooser-said", Static).update(line(said))
