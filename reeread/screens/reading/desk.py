"""What lies on the reader's desk: the state that the panes are bound to, and how it is read anew."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.reactive import var
from textual.widget import Widget
from textual.worker import get_current_worker

from reeread.library import Library, codebook, reading, suggesting, tagging
from reeread.library.drafts import Draft, Drafts
from reeread.messages import PassageChanged
from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Article, Briefing
from reeread.model.briefings import NONE, Briefings
from reeread.model.errors import ReadingOnly, ReereadError, StoreError
from reeread.model.extraction import Highlight
from reeread.model.grades import Reliability
from reeread.model.keyhint import KeyHint
from reeread.model.span import Span
from reeread.model.tag import Tag
from reeread.screens.failing import tell
from reeread.screens.memory import Places
from reeread.screens.reading.marks import with_counts, with_decisions
from reeread.screens.reading.perusal import Perusal, is_long
from reeread.screens.reading.words import counts_words, passage_words, place_words
from reeread.screens.swift import Swift
from reeread.text.display import line
from reeread.widgets.reader import Reader


class Desk(Widget):
    """The open article with all that is known of it; a change repaints every widget bound to it.

    The reading screen is one desk; where articles stand side by side each has its own. A class that is a desk
    names what it is otherwise first among its bases, a screen or a container, and calls `lay_out` once.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("H", "furniture", "show page furniture", id="furniture", show=False),
    ]

    briefings: var[Briefings] = var(NONE)
    """Those of the library, in the order of adding."""
    article: var[Article | None] = var(None)
    opened: var[str] = var("")
    """The id of the open briefing, empty for none."""
    annotations: var[tuple[Annotation, ...]] = var(())
    highlights: var[tuple[Highlight, ...]] = var(())
    codebook: var[tuple[Tag, ...]] = var(())
    author: var[str] = var("")
    """Who reads."""
    passage: var[Passage | None] = var(None)
    """What is under the reader's cursor."""

    # The same in words, for the lines above and below
    title_words: var[str] = var("")
    counts: var[str] = var("")
    briefing_count: var[str] = var("")
    key_count: var[str] = var("")
    reading_on: var[bool] = var(False)
    """Whether a long article is being read closely, which escape stops."""
    words: var[str] = var("")
    """What is under the cursor."""
    place: var[str] = var("")
    """Where the cursor is."""
    message: var[str] = var("")
    """What just happened."""
    beside: var[tuple[str, ...]] = var(())
    """What stands before the place, in ever fewer words: what is hidden, and how far the library is with its hub."""
    found: var[str] = var("")
    """What the find bar says of its matches."""
    hints: var[tuple[KeyHint, ...]] = var(())
    """The keys that work now."""
    narrow: var[bool] = var(False)
    """Whether only one pane has room."""

    def lay_out(self, library: Library, places: Places, drafts: Drafts) -> None:
        """Make the desk ready, with nothing on it yet."""
        self.library = library
        self.places = places
        """Where the reader was before, changed in place."""
        self.drafts = drafts
        """What could not be kept in the library."""
        self.shown: Briefing | None = None
        """The open briefing as lists show it."""
        self._said_at: Passage | None = None
        self._starts: list[int] = []
        self._perusal: Perusal | None = None
        self._checked = ""
        """The briefing whose text was looked at last."""
        self.set_reactive(Desk.author, library.author)
        self.set_reactive(Desk.codebook, codebook.tags(library))
        self._trouble = ""
        """Why some of the list could not be read, as it was said last."""

    @property
    def reader(self) -> Reader:
        """Return the pane with the article."""
        return self.query_one(Reader)

    @property
    def article_pane(self) -> Widget:
        """Return what holds the article, and below it the find bar."""
        return self.query_one("#article-pane")

    # Putting something on the desk

    def put_down(self, briefing: str) -> None:
        """Put a briefing on the desk before it is laid out, so that the first paint shows it at once.

        Raises:
            ReereadError: It cannot be read.
        """
        article, marks, stored = self._fetched(briefing)
        self.shown = article.briefing
        self.set_reactive(Desk.article, article)
        self.set_reactive(Desk.title_words, line(article.briefing.title))
        self.set_reactive(Desk.annotations, marks)
        self.set_reactive(Desk.highlights, stored)
        self.set_reactive(Desk.opened, briefing)

    def _fetched(self, briefing: str) -> tuple[Article, tuple[Annotation, ...], tuple[Highlight, ...]]:
        """Return an article with its marks, and with its key sentences unless it is a long one."""
        article = reading.article(self.library, briefing)
        stored = () if is_long(article) else suggesting.highlights(self.library, briefing)
        return article, self.marks(briefing), stored

    def marks(self, briefing: str) -> tuple[Annotation, ...]:
        """Return the annotations of a briefing, without those of authors that are hidden."""
        found, hidden = tagging.annotations(self.library, briefing), self.places.hidden
        return tuple(one for one in found if one.author not in hidden) if hidden else found

    def open(self, briefing: str, span: Span | None = None) -> None:
        """Put a briefing on the desk, at a span or where the reader left it."""
        with self.failures_shown():
            article, marks, stored = self._fetched(briefing)
            self.leave()
            # Nothing of the old article may be painted on the new one, nor its count fall to nothing.
            self.opened = ""
            self.annotations, self.highlights, self.passage = (), (), None
            self.shown = article.briefing
            self.opened, self.article = briefing, article
            self.annotations, self.highlights = marks, stored
            if span is not None:
                self.reader.show(span)
                self.places.remember(briefing, self.places.offsets.get(briefing) or 0)
            else:
                self.read_on()
            if self.is_furnished:
                self.read_closely(article)

    def read_on(self) -> None:
        """Stand where the reader was in the open article."""
        at = self.places.offsets.get(self.opened)
        if at is not None and self.article is not None and at < len(self.article.body):
            self.reader.show(Span(at, at))
        self.places.remember(self.opened, at or 0)

    @property
    def is_furnished(self) -> bool:
        """Return whether the first paint is over and the rest is in its place."""
        return bool(self.query("#foot"))

    def leave(self) -> None:
        """Remember where the reader is."""
        if self.passage is not None:
            self.places.remember(self.passage.briefing, self.passage.span.start)

    def read_closely(self, article: Article) -> None:
        """Find the highlights of every sentence beside the reading; of a long article, those near the reader."""
        self._perusal = Perusal(self.library, article)
        self._read_on()
        if self.reading_on:
            self.say(f"Highlights come as they are found. {self.key_for('back')} stops looking for them.")

    def _read_on(self) -> None:
        """Read closely where the reader is now."""
        if (perusal := self._perusal) is not None:
            offset = self.passage.span.start if self.passage is not None else 0
            self.reading_on = is_long(perusal.article)
            self.run_worker(
                partial(self._read, perusal, offset), thread=True, exclusive=True, group="reading"
            )

    def _read(self, perusal: Perusal, offset: int) -> None:
        """Compute highlights in a thread and hand them over as they come, unless it is no longer wanted."""
        worker, app = get_current_worker(), self.app

        def stop() -> bool:
            if isinstance(app, Swift):
                app.give_way()
            return worker.is_cancelled

        self._check_text(perusal.article.briefing.id)
        for highlights in perusal.steps(offset, stop):
            if worker.is_cancelled or not self.is_attached:
                return
            self.app.call_from_thread(self._take, perusal.article, highlights)
        if self.is_attached:
            self.app.call_from_thread(self._read_all, perusal)
            self.app.call_from_thread(self.tell_complaints)
        if self.is_attached and not suggesting.suggests_tags(perusal.article.body):
            self.app.call_from_thread(self.notify, suggesting.NO_CUES, markup=False)

    def _check_text(self, briefing: str) -> None:
        """Say, once for each article that is opened, when its text is not the one that came in."""
        if briefing == self._checked:
            return
        self._checked = briefing
        try:
            reading.check_text(self.library, briefing)
        except StoreError as error:
            self.app.call_from_thread(tell, self, error)

    def _read_all(self, perusal: Perusal) -> None:
        """Note that all that was wanted of the article is read, unless it was broken off."""
        if self._perusal is perusal and not perusal.under_way:
            self.reading_on = False

    def stop_reading(self) -> bool:
        """Leave off reading a long article closely until the reader goes elsewhere; return whether that was under way."""
        if not self.reading_on or self._perusal is None:
            return False
        for worker in self.workers:
            if worker.group == "reading":
                worker.cancel()
        self._perusal.leave_off(self.passage.span.start if self.passage is not None else 0)
        self.reading_on = False
        self.say("No more highlights are looked for here. Elsewhere in the article they are again.")
        return True

    def tell_complaints(self) -> None:
        """Say what is wrong with plug-ins, each thing once."""
        from reeread.plugins import complaints

        for complaint in complaints():
            self.notify(line(complaint), severity="warning", markup=False)

    def _take(self, article: Article, highlights: tuple[Highlight, ...]) -> None:
        """Show the highlights of the article, unless another one was opened meanwhile."""
        if self.article is article:
            self._starts = [] if is_long(article) else [one.start for one in highlights]
            self.highlights = with_decisions(highlights, suggesting.decided(self.library, self.opened))

    def renew(self) -> None:
        """Read everything anew after a deed that may have touched anything."""
        self.list_anew()
        self.codebook = codebook.tags(self.library)
        if self.opened and self.shown is None:
            self.annotations, self.highlights, self.passage = (), (), None
            self.opened, self.article = "", None
        if self.opened:
            self.annotations = self.marks(self.opened)
            self.highlights = with_decisions(self.highlights, suggesting.decided(self.library, self.opened))
        elif self.briefings:
            self.open(self.briefings[0].id)

    def list_anew(self) -> None:
        """Take the list of briefings from the library anew, and the open one as it shows it."""
        from reeread.library.shelf import Shelf  # lists come after the first paint

        self.shown = next(iter(reading.some(self.library, (self.opened,))), None)
        self.briefings = Shelf(self.library, trouble=self._unreadable, hidden=self.places.hidden)

    def _unreadable(self, error: StoreError) -> None:
        """Say once why some of the list cannot be read."""
        if str(error) != self._trouble:
            self._trouble = str(error)
            self.call_later(tell, self, error)

    def list_changed(self, briefing: Briefing) -> None:
        """Show the open briefing in the list as it is now."""
        self.shown = briefing
        self.briefings = self.briefings.changed(briefing)

    # Saying what lies there

    def watch_briefings(self) -> None:
        """Count briefings and passages."""
        self.briefing_count = f"{len(self.briefings):,}"
        self._say_title()
        passages = self.briefings.passages
        self.counts = counts_words(len(self.briefings), passages, read_only=self.library.read_only)

    def watch_annotations(self) -> None:
        """Keep the numbers of the open briefing right in the list."""
        if self.opened and self.shown is not None:
            counted = with_counts(self.shown, self.annotations, self.codebook)
            if counted != self.shown:
                self.list_changed(counted)

    def watch_article(self) -> None:
        """Name the article; its sentences are not counted yet."""
        self._say_title()
        self._starts, self._perusal, self.reading_on = [], None, False
        self.words = self.place = ""

    @property
    def source_grade(self) -> Reliability | None:
        """Return how far the open briefing's source can be relied on, None while nobody has said."""
        return self.shown.grade if self.shown is not None else None

    def _say_title(self) -> None:
        """Say what is being read, and the grade of its source: before the title where that is cut."""
        title = line(self.article.briefing.title) if self.article else ""
        if title and (grade := self.source_grade):
            title = f"{grade.value} · {title}" if self.narrow else f"{title} · source {grade.words}"
        self.title_words = title

    def watch_narrow(self) -> None:
        """Name the article as there is room."""
        self._say_title()

    def watch_highlights(self) -> None:
        """Count the key sentences, of all if all are known."""
        self._count_keys()
        self._say_place()

    def watch_reading_on(self) -> None:
        """Say whether more key sentences are looked for, and what stops it."""
        self._count_keys()

    def _count_keys(self) -> None:
        keys = sum(one.key for one in self.highlights)
        count = f"{keys:,} of {len(self._starts):,}" if self._starts else f"{keys:,}"
        self.key_count = f"{count} …" if self.reading_on else count

    def tell(
        self,
        passage: Passage,
        annotations: Sequence[Annotation],
        highlight: Highlight | None,
        chosen: Annotation | None = None,
    ) -> None:
        """Say what is under the cursor; what was said of another passage is over."""
        if passage != self._said_at:
            self.message = ""
        self.passage = passage
        self.words = passage_words(annotations, highlight, self.library.author, chosen)
        self._say_place()
        if self._perusal is not None and self._perusal.calls_for(passage.span.start):
            self._read_on()

    @on(PassageChanged)
    def _moved(self, change: PassageChanged) -> None:
        """Say what is under the cursor now, unless it is late and of the article before."""
        change.stop()
        if change.passage.briefing == self.opened:
            self.tell(change.passage, change.annotations, change.highlight, change.chosen)

    def action_furniture(self) -> None:
        """Show page junk, or fold it again."""
        self.reader.furniture = not self.reader.furniture
        self.say("Page furniture shown." if self.reader.furniture else "Page furniture folded.")

    def _say_place(self) -> None:
        """Say where in the article the cursor is."""
        if self.article is not None and self.passage is not None:
            self.place = place_words(self.passage.span.start, self._starts, len(self.article.body))

    def say(self, message: str) -> None:
        """Say in the status line what happened, until the cursor moves on."""
        self._said_at = self.reader.passage
        self.message = line(message)

    def key_for(self, deed: str) -> str:
        """Return the key of a deed as it is shown, e.g. "u" for "undo"."""
        for active in self.screen.active_bindings.values():
            if active.binding.id == deed:
                return self.app.get_key_display(active.binding)
        return deed

    @contextmanager
    def failures_shown(self, draft: Draft | None = None) -> Iterator[None]:
        """Show a failure of the library as a message; the reading goes on.

        Args:
            draft: What is being put into the library. If the library cannot take it, it is kept outside, and
                dropped from there as soon as it can.
        """
        try:
            yield
        except ReadingOnly as error:
            tell(self, error)
        except StoreError as error:
            tell(self, error, self._kept(draft) if draft is not None else "")
        except ReereadError as error:
            tell(self, error)
        else:
            if draft is not None:
                self.drafts.drop(draft)

    def _kept(self, draft: Draft) -> str:
        """Keep a draft, and return what is to be said of it."""
        done = self.drafts.toggle(draft) if draft.kind == "tags" else self.drafts.keep(draft)
        what = "Your note" if draft.kind == "note" else f"Tagging as {', '.join(draft.tags)}"
        return f"{what} is kept as a draft." if done else f"{what} cannot be kept as a draft either."

    def drafted(self, kind: str, passage: Passage, *, text: str = "", tags: Sequence[str] = ()) -> Draft:
        """Return a note or tags for a passage of the open article as a draft."""
        body = self.article.body if self.article else ""
        span = passage.span
        return Draft(kind, span.within(body), text, tuple(tags), passage.briefing, span.start, span.end)
