"""The codebook as a table: each tag below those above it."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from reeread.messages import TagChosen
from reeread.model.tag import Tag
from reeread.text.display import line
from reeread.widgets.ink import ink
from reeread.widgets.lists.table import Column, Table

COLUMNS = (
    Column("mark", "", width=1),
    Column("key", "key", width=3),
    Column("name", "tag", share=2),
    Column("used", "used", width=6, right=True),
    Column("color", "colour", width=10, least=70),
    Column("meaning", "meaning", share=4, least=60),
)


class Entry(Protocol):
    """A tag and where it stands in the tree of tags."""

    @property
    def tag(self) -> Tag:
        """Return the tag."""
        ...

    @property
    def depth(self) -> int:
        """Return how many tags stand above it."""
        ...

    @property
    def name(self) -> str:
        """Return what it is called there."""
        ...


class TagTable(Table):
    """A tag a row: key, colour, name, how much it is used, what it means."""

    COLUMNS = COLUMNS
    COMPONENT_CLASSES: ClassVar[set[str]] = {"tags--retired"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "rename", id="list.choose", key_display="enter"),
    ]

    entries: reactive[Sequence[Entry]] = reactive(())
    uses: reactive[Mapping[str, int]] = reactive({})
    """How many annotations bear each tag."""

    def watch_entries(self) -> None:
        """Show the new rows."""
        if self.marked:
            self.marked = self.marked & frozenset(self.row_ids())
        self.renew()

    def watch_uses(self) -> None:
        """Show the new numbers."""
        self.renew()

    def count(self) -> int:
        """Return how many tags there are."""
        return len(self.entries)

    def row_id(self, index: int) -> str:
        """Return the name of a tag."""
        return self.entries[index].tag.name

    def row_ids(self) -> Sequence[str]:
        """Return the names of all tags."""
        return [entry.tag.name for entry in self.entries]

    @property
    def here(self) -> Tag | None:
        """Return the tag under the cursor."""
        return self.entries[self.index].tag if self.entries else None

    def cell(self, index: int, column: Column) -> Content:
        """Return what stands in a cell."""
        entry = self.entries[index]
        tag = entry.tag
        quiet = self.get_visual_style("cards--quiet", partial=True)
        retired = self.get_visual_style("tags--retired", partial=True) if tag.retired else ""
        match column.id:
            case "mark":
                return self.tick(index)
            case "key":
                return (
                    Content.styled(f" {line(tag.key)}", f"bold {ink(self, tag.color)}")
                    if tag.key
                    else Content("")
                )
            case "name":
                name = Content.assemble(("█ ", tag.color), (line(entry.name), retired))
                more = Content.styled("  retired", quiet) if tag.retired else Content("")
                return Content("  " * entry.depth) + name + more
            case "used":
                number = self.uses.get(tag.name, 0)
                return Content.styled(f"{number:,}", "" if number else quiet)
            case "color":
                return Content.styled(tag.color, quiet)
        return Content.styled(line(tag.meaning), quiet)

    def choose(self, index: int) -> None:
        """Tell which tag was chosen."""
        self.post_message(TagChosen(self.row_id(index)))

    def hint(self) -> str:
        """Return what an empty codebook says."""
        return "The codebook is empty. Press a to add a tag."
