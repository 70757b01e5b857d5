"""What was marked and read, as bars; each leads to its passages."""

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import BindingType, Keymap
from textual.widget import Widget
from textual.worker import get_current_worker

from reeread.library import Library, codebook, glance, reading
from reeread.library.glance import Likely
from reeread.library.shelf import Shelf
from reeread.messages import BarChosen
from reeread.model.annotation import Passage
from reeread.model.briefing import Briefing, Triage
from reeread.model.errors import ReereadError
from reeread.model.selection import Selection
from reeread.model.span import Span
from reeread.screens.board import Board
from reeread.screens.deeds import Place, declared
from reeread.screens.memory import Places
from reeread.screens.numbers.charts import Shown, charts, progress
from reeread.screens.reading.words import number
from reeread.text.display import line
from reeread.widgets.lists.bars import BarList

_BARS = 200
"""Briefings that have bars of their own, at most."""
_LATEST = 2_000
"""Passages of speculation that are read for how likely they are, at most."""


class NumbersScreen(Board[Passage]):
    """Hands back the passage to read on at."""

    NAME = "Numbers"
    MAIN = "bars"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, library: Library, keymap: Keymap | None = None, places: Places | None = None) -> None:
        super().__init__(library, keymap)
        self._places = places or Places()
        self._likely: Likely | None = None
        self._count_of_all = 0
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
            shown, left = self._shown(), glance.minutes(self.library)
            call(self._take, shown, None, left)
            likely = glance.likely(self.library, _LATEST, lambda: worker.is_cancelled or not self.is_attached)
        except ReereadError as error:
            call(partial(self.notify, line(str(error)), severity="error", markup=False))
        else:
            if not worker.is_cancelled and self.is_attached:
                call(self._take, shown, likely, left)

    def _shown(self) -> Shown:
        """Return what the charts are made of; of a large library the briefings that have most to show."""
        tallies, tags = glance.tallied(self.library), codebook.tags(self.library)
        every = Shelf(self.library)
        self._count_of_all = len(every)
        if len(every) <= _BARS:
            return Shown(tallies, tags, every[:], every[:], whole=True)
        marked = every.chosen(Selection(sort="annotations"))[:_BARS]
        been = reading.some(self.library, list(self._places.offsets)[-_BARS:])
        return Shown(tallies, tags, marked, been, whole=False)

    def _take(self, shown: Shown, likely: Likely | None, left: int) -> None:
        """Draw the bars."""
        if not self.is_there:
            return
        self._likely = likely
        self._briefings = {one.id: one for one in (*shown.marked, *shown.read)}
        offsets = self._places.offsets
        self.bars.charts = charts(shown, likely, offsets)
        read = sum(one.minutes * progress(one, offsets) for one in shown.read if one.state is not Triage.DONE)
        parts = (
            number(self._count_of_all, "briefing"),
            number(sum(one.annotations for one in shown.tallies), "passage"),
            number(sum(one.notes for one in shown.tallies), "note"),
        )
        self.counts = "   ".join((*parts, f"{round(left - read / 100):,} min to read"))
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
                bands = self._likely.bands if self._likely else ()
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
