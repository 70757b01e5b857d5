"""What was marked and read, as bars; each leads to its passages."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType, Keymap
from textual.widget import Widget
from textual.worker import get_current_worker

from reeread.library import Library, codebook, reading
from reeread.library.numbers import numbers
from reeread.messages import BarChosen
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing
from reeread.model.errors import ReereadError
from reeread.model.numbers import Numbers
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.screens.board import Board
from reeread.screens.deeds import Place, declared
from reeread.screens.memory import Places
from reeread.screens.numbers.charts import charts, progress
from reeread.screens.reading.words import number
from reeread.text.display import line
from reeread.widgets.lists.bars import BarList


class NumbersScreen(Board[Passage]):
    """Hands back the passage to read on at."""

    NAME = "Numbers"
    MAIN = "bars"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, library: Library, keymap: Keymap | None = None, places: Places | None = None) -> None:
        super().__init__(library, keymap)
        self._places = places or Places()
        self._numbers: Numbers | None = None
        self._briefings: dict[str, Briefing] = {}

    def parts(self) -> Iterator[Widget]:
        """Return the bars."""
        yield BarList(id=self.MAIN)

    @classmethod
    def places(cls, keymap: Keymap) -> tuple[Place, ...]:
        """Return the keys of the bars and of the screen."""
        return (Place("numbers", (*declared(cls, keymap), *declared(BarList, keymap)), f"#{cls.MAIN}"),)

    @property
    def bars(self) -> BarList:
        """Return the bars."""
        return self.query_one(BarList)

    def on_mount(self) -> None:
        """Count beside the screen."""
        self.watch(self.bars, "index", self._show_here)
        self.watch(self.bars, "segment", self._show_here)
        super().on_mount()

    def renew(self) -> None:
        """Count anew."""
        self.run_worker(self._count, thread=True, exclusive=True, group="counting")

    def _count(self) -> None:
        """Count in a thread: what is quick comes first, then what the passages must be read for."""
        worker, call = get_current_worker(), self.app.call_from_thread
        try:
            tags, briefings = codebook.tags(self.library), reading.briefings(self.library)
            call(self._take, None, tags, briefings)
            counted = numbers(self.library)
        except ReereadError as error:
            call(partial(self.notify, line(str(error)), severity="error", markup=False))
        else:
            if not worker.is_cancelled and self.is_attached:
                call(self._take, counted, tags, briefings)

    def _take(self, counted: Numbers | None, tags: Sequence[Tag], briefings: Sequence[Briefing]) -> None:
        """Draw the bars."""
        if not self.is_there:
            return
        self._numbers = counted
        self._briefings = {one.id: one for one in briefings}
        self.bars.charts = charts(counted, tags, briefings, self._places.offsets)
        offsets = self._places.offsets
        left = sum(one.minutes * (100 - progress(one, offsets)) for one in briefings) / 100
        parts = [number(len(briefings), "briefing")]
        parts.append(number(sum(one.annotations for one in briefings), "passage"))
        if counted is not None:
            parts.append(number(counted.notes, "note"))
        self.counts = "   ".join((*parts, f"{round(left):,} min to read"))
        self._show_here()

    def _show_here(self) -> None:
        """Say in words what the bar under the cursor counts."""
        here = self.bars.here
        if here is None:
            self.words = ""
            return
        chart, bar = here
        part = self.bars.parts[self.bars.segment] if self.bars.parts else None
        if chart.id == "progress":
            one = self._briefings[bar.id]
            self.words = f"{line(one.title)} · {bar.value} read · {one.minutes} min · {one.state.value}"
        elif part is not None:
            of = "" if part.name == bar.label or chart.id == "likelihood" else f" · {line(bar.label)}"
            self.words = f"{line(part.name)} {part.number:,}{of}"

    @on(BarChosen)
    def _chosen(self, chosen: BarChosen) -> None:
        """Show the passages that the bar counts."""
        chosen.stop()
        match chosen.chart:
            case "progress":
                offset = self._places.offsets.get(chosen.bar, 0)
                self.dismiss(Passage(chosen.bar, Span(offset, offset)))
            case "likelihood":
                bands = self._numbers.bands if self._numbers else ()
                band = next(one for one in bands if one.name == chosen.bar)
                self._open(only=band.annotations, named=f"likelihood {band.name}")
            case "tags":
                self._open(f'tag:"{chosen.part}"')
            case "authors":
                self._open(f'author:"{chosen.bar}" tag:"{chosen.part}"')
            case _:
                title = self._briefings[chosen.bar].title
                self._open(f'tag:"{chosen.part}"', briefing=chosen.bar, named=f"in “{title}”")

    def _open(
        self,
        words: str = "",
        *,
        only: tuple[str, ...] | None = None,
        briefing: str = "",
        named: str = "",
    ) -> None:
        """Open the table of annotations, filtered."""
        from reeread.screens.annotations import AnnotationsScreen

        screen = AnnotationsScreen(
            self.library, self.keymap, words=words, only=only, briefing=briefing, named=named
        )
        self.app.push_screen(screen, self._come_back)

    def _come_back(self, passage: Passage | None) -> None:
        """Go on to the passage that was chosen, or count anew."""
        if passage is not None:
            self.dismiss(passage)
        else:
            self.renew()
