"""The screens that are opened from the reading, and what comes back from them."""

from typing import ClassVar

from textual.binding import Binding, BindingType, Keymap

from reeread.model.annotation import Passage
from reeread.screens.reading.desk import Desk


class Beyond(Desk):
    """What lies beyond the open article."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("at", "annotations", "all annotations", id="annotations", show=False),
        Binding("exclamation_mark", "claims", "claims", id="claims", show=False),
        Binding("number_sign", "numbers", "numbers at a glance", id="numbers", show=False),
        Binding("C", "commitments", "commitments", id="commitments", show=False),
        Binding("asterisk", "settling", "disagreements", id="settling", show=False),
        Binding("T", "codebook", "codebook", id="codebook", show=False),
    ]

    keymap: Keymap
    """The reader's own keys, by the names of the deeds."""

    _last_deed: tuple[object, ...] = ()
    """The deed that was the last when a screen was opened."""

    def show_keys(self) -> None:
        """Show the keys that work now."""
        raise NotImplementedError

    def watch_codebook(self) -> None:
        """Show the keys that the tags have now."""
        if self.is_furnished:
            self.show_keys()

    def action_annotations(self) -> None:
        """Show all annotations of the library."""
        from reeread.screens.annotations import AnnotationsScreen

        self._set_off()
        screen = AnnotationsScreen(self.library, self.keymap, hidden=self.places.hidden)
        self.app.push_screen(screen, self._come_back)

    def action_claims(self) -> None:
        """Show what the briefings of the library claim, and where they do not fit."""
        from reeread.screens.claims import ClaimsScreen

        self._set_off()
        self.app.push_screen(ClaimsScreen(self.library, self.keymap), self._come_back)

    def action_numbers(self) -> None:
        """Show what was marked, at a glance."""
        from reeread.screens.numbers import NumbersScreen

        self._set_off()
        self.app.push_screen(NumbersScreen(self.library, self.keymap, self.places), self._come_back)

    def action_commitments(self) -> None:
        """Show who promised what; the passage under the cursor can show that it was kept or broken."""
        from reeread.screens.commitments import CommitmentsScreen

        self._set_off()
        quote = self.passage.span.within(self.article.body) if self.article and self.passage else ""
        screen = CommitmentsScreen(
            self.library, self.keymap, self.passage if quote else None, quote, self.places.hidden
        )
        self.app.push_screen(screen, self._come_back)

    def action_settling(self) -> None:
        """Show the sentences on which people differ."""
        from reeread.screens.settling import SettlingScreen

        self._set_off()
        self.app.push_screen(SettlingScreen(self.library, self.keymap), self._come_back)

    def action_codebook(self) -> None:
        """Show the codebook."""
        from reeread.screens.codebook import CodebookScreen

        self._set_off()
        self.app.push_screen(CodebookScreen(self.library, self.keymap), self._come_back)

    def _set_off(self) -> None:
        """Remember where the reader is, and what was done last."""
        from reeread.library import history

        self.leave()
        self._last_deed = history.events(self.library, limit=1)

    def _come_back(self, passage: Passage | None) -> None:
        """Show what was changed meanwhile, and read on at the passage that was chosen."""
        from reeread.library import history

        with self.failures_shown():
            if history.events(self.library, limit=1) != self._last_deed:
                self.renew()
        if passage is not None:
            self.open(passage.briefing, passage.span)
            self.reader.focus()
