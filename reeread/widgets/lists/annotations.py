"""The table of annotations, whole libraries of them."""

from collections.abc import Collection, Mapping, Sequence
from typing import ClassVar, Protocol

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive

from reeread.messages import JumpRequested
from reeread.model.annotation import AnchorState, Annotation
from reeread.model.tag import Tag
from reeread.text.display import line
from reeread.widgets.ink import ink
from reeread.widgets.lists.table import Column, Table

_SHOWN = 400
"""Characters of a passage that can matter in a row of it."""
_SIGNS = {AnchorState.MOVED: "→", AnchorState.REVIEW: "?", AnchorState.ORPHAN: "∅"}
"""What stands before a passage whose annotation no longer surely stands on it."""

COLUMNS = (
    Column("mark", "", width=1),
    Column("tags", "tags", width=6, sort="tag"),
    Column("names", "", width=16, least=110),
    Column("text", "passage", share=5, sort="text"),
    Column("note", "note", share=2, least=130),
    Column("briefing", "briefing", width=18, sort="place"),
    Column("author", "author", width=8, sort="author", least=60),
    Column("modified", "changed", width=10, sort="modified", least=100),
)


class AnnotationRows(Protocol):
    """Annotations by number, read as they are asked for."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int) -> Annotation | None:
        """Return an annotation; None if it is gone meanwhile."""
        ...

    @property
    def ids(self) -> Sequence[str]:
        """Return the ids of all."""
        ...

    def among(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return those of some ids that are in the list, in its order."""
        ...


class AnnotationTable(Table):
    """A passage a row: whose it is, how it is tagged, and what it says."""

    COLUMNS = COLUMNS
    COMPONENT_CLASSES: ClassVar[set[str]] = {"annotations--state"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "read", id="list.choose", key_display="enter"),
    ]

    annotations: reactive[AnnotationRows | None] = reactive(None)
    titles: reactive[Mapping[str, str]] = reactive({})
    """The titles of the briefings by their ids."""
    codebook: reactive[tuple[Tag, ...]] = reactive(())

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._tags: dict[str, Tag] = {}

    def watch_annotations(self) -> None:
        """Show the new rows; marks of what is no longer there are gone."""
        if self.marked:
            self.marked = frozenset(self.chosen)
        self.renew()

    def watch_titles(self) -> None:
        """Show the new titles."""
        self.renew()

    def watch_codebook(self, codebook: tuple[Tag, ...]) -> None:
        """Show the tags as they are called and painted now."""
        self._tags = {tag.name: tag for tag in codebook}
        self.renew()

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self.annotations) if self.annotations is not None else 0

    def row_ids(self) -> Sequence[str]:
        """Return the ids of the annotations, in order."""
        return self.annotations.ids if self.annotations is not None else ()

    def row_id(self, index: int) -> str:
        """Return the id of an annotation, "" if it is gone meanwhile."""
        mark = self.annotations[index] if self.annotations is not None else None
        return mark.id if mark is not None else ""

    @property
    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the marked annotations in order, or without marks that of the one under the cursor."""
        if self.marked:
            return self.annotations.among(self.marked) if self.annotations is not None else ()
        return (self.here.id,) if self.here is not None else ()

    @property
    def here(self) -> Annotation | None:
        """Return the annotation under the cursor."""
        return self.annotations[self.index] if self.annotations is not None and self.count() else None

    def cell(self, index: int, column: Column) -> Content:
        """Return what stands in a cell."""
        mark = self.annotations[index] if self.annotations is not None else None
        if column.id == "mark":
            return self.tick(index)
        if mark is None:
            return Content("")
        quiet = self.get_visual_style("cards--quiet", partial=True)
        match column.id:
            case "tags":
                return self._letters(mark)
            case "names":
                return Content(", ".join(line(tag) for tag in mark.tags))
            case "text":
                return self._text(mark)
            case "note":
                return Content.styled(f"✎ {line(mark.note[:_SHOWN])}" if mark.note else "", quiet)
            case "briefing":
                return Content.styled(line(self.titles.get(mark.briefing, "")), quiet)
            case "author":
                return Content.styled(line(mark.author), quiet)
        return Content.styled(mark.modified[:10], quiet)

    def _letters(self, mark: Annotation) -> Content:
        """Return the letters of the tags in their colours, and a sign for a note."""
        letters: list[tuple[str, str] | str] = []
        for name in mark.tags:
            tag = self._tags.get(name)
            letters.append((tag.letter, f"bold {ink(self, tag.color)}") if tag else line(name[:1]))
        if mark.note:
            letters.append("✎")
        return Content.assemble(*letters)

    def _text(self, mark: Annotation) -> Content:
        """Return the passage, after a sign if it may not be where it was."""
        sign = _SIGNS.get(mark.state, "")
        style = self.get_visual_style("annotations--state", partial=True)
        return Content.assemble((f"{sign} " if sign else "", style), line(mark.anchor.exact[:_SHOWN]))

    def choose(self, index: int) -> None:
        """Ask to read where the passage stands."""
        if self.annotations is not None and (mark := self.annotations[index]) is not None:
            self.post_message(JumpRequested(mark.passage))
