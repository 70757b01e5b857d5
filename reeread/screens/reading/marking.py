"""Tagging, noting, accepting, dismissing, and taking it back."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from reeread.library import suggesting, tagging
from reeread.messages import AcceptRequested, DismissRequested, NoteRequested, TagRequested
from reeread.model.annotation import Annotation, Passage
from reeread.model.errors import AlreadyDone
from reeread.model.extraction import Decision
from reeread.screens.dialogs.picked import Picked
from reeread.screens.reading.marks import with_annotation, with_decision
from reeread.screens.reading.mending import Mending


class Marking(Mending):
    """What the reader's pen does; each deed says how it is taken back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("u", "undo", "undo", id="undo"),
        Binding("ctrl+r", "redo", "redo", id="redo", show=False),
        Binding("t", "pick_tag", "tag by name", id="pick_tag", show=False),
    ]

    @on(TagRequested)
    def _tag(self, request: TagRequested) -> None:
        """Put the tag on the passage, or take it off, and show the result."""
        request.stop()
        self.toggle(request.passage, request.tag)

    def toggle(self, passage: Passage, tag: str) -> None:
        """Put a tag on a passage, or take it off."""
        with self.failures_shown(self.drafted("tags", passage, tags=(tag,))):
            annotation = tagging.toggle(self.library, passage, tag)
            self._marked(passage, annotation)
            on_it = annotation is not None and tag in annotation.tags
            self.say(
                f"Tagged as {tag}. {self._undoes()}" if on_it else f"Tag {tag} taken off. {self._undoes()}"
            )

    @on(NoteRequested)
    def _note(self, request: NoteRequested) -> None:
        """Let the reader write a note on the passage."""
        request.stop()
        from reeread.screens.dialogs.note import NoteDialog  # TextArea is heavy and seldom first

        if self.article is None:
            return
        own = next((mark for mark in self.annotations if self._is_own(mark, request.passage)), None)
        passage = request.passage
        quote = passage.span.within(self.article.body)

        def keep(text: str, writing: bool) -> bool:
            return self.drafts.keep(self.drafted("note", passage, text=text), writing=writing)

        dialog = NoteDialog(quote, own.note if own else "", keep)
        dialog.ask(self.app, partial(self._write, passage))

    def _write(self, passage: Passage, text: str | None) -> None:
        """Keep the note, unless the reader thought better of it."""
        if text is None:
            return
        with self.failures_shown(self.drafted("note", passage, text=text)):
            self._marked(passage, tagging.note(self.library, passage, text))
            self.say(f"Note saved. {self._undoes()}" if text.strip() else f"Note removed. {self._undoes()}")

    @on(AcceptRequested)
    def _accept(self, request: AcceptRequested) -> None:
        """Tag the sentence as suggested."""
        request.stop()
        if not request.highlight.tags:
            self.say("Nothing is suggested here.")
            return
        passage = Passage(self.opened, request.highlight.span)
        with self.failures_shown(self.drafted("tags", passage, tags=request.highlight.suggested)):
            try:
                accepted = suggesting.accept(self.library, self.opened, request.highlight)
            except AlreadyDone as error:
                self.say(str(error))
                return
            self._marked(passage, accepted)
            self.highlights = with_decision(self.highlights, request.highlight.span, Decision.ACCEPTED)
            tags = ", ".join(request.highlight.suggested)
            self.say(f"Accepted as {tags}. {self._undoes()}")

    @on(DismissRequested)
    def _dismiss(self, request: DismissRequested) -> None:
        """Refuse what is suggested; a second time takes the refusal back."""
        request.stop()
        with self.failures_shown():
            decision = suggesting.dismiss(self.library, self.opened, request.highlight)
            self.highlights = with_decision(self.highlights, request.highlight.span, decision)
            done = "Suggestion dismissed" if decision is Decision.DISMISSED else "Suggestion back"
            self.say(f"{done}. {self._undoes()}")

    def action_undo(self) -> None:
        """Take the last deed back."""
        from reeread.library import history

        with self.failures_shown():
            undone = history.undo(self.library)
            self.renew()
            self.say(f"{undone.text} {self.key_for('redo')} does it again." if undone else "Nothing to undo.")

    def action_redo(self) -> None:
        """Do again what was taken back."""
        from reeread.library import history

        with self.failures_shown():
            redone = history.redo(self.library)
            self.renew()
            self.say(f"{redone.text} {self._undoes()}" if redone else "Nothing to do again.")

    def action_pick_tag(self) -> None:
        """Let the reader choose a tag from the whole codebook."""
        from reeread.screens.dialogs.tags import TagDialog

        if self.passage is None:
            return
        passage = self.passage
        given = {tag for mark in self.annotations if self._is_own(mark, passage) for tag in mark.tags}
        TagDialog(self.library, given).ask(self.app, partial(self._picked, passage))

    def _picked(self, passage: Passage, picked: Picked | None) -> None:
        """Put the tags that were picked on the passage and take the others off; its note stays."""
        from reeread.library import codebook, editing

        if picked is None:
            self.codebook = codebook.tags(self.library)  # the codebook can be changed from the picker
            return
        own = next((mark for mark in self.annotations if self._is_own(mark, passage)), None)
        with self.failures_shown():
            for name in picked.new:
                codebook.add_tag(self.library, name)
            if own is not None:
                editing.retag(self.library, [own.id], add=picked.add, remove=picked.remove)
            elif picked.add:
                tagging.tag(self.library, passage, picked.add)
            self.renew()
            self.say(f"{picked.said} {self._undoes()}")

    def _marked(self, passage: Passage, annotation: Annotation | None) -> None:
        """Show the reader's own annotation on a passage as it is now."""
        self.annotations = with_annotation(self.annotations, passage, self.library.author, annotation)

    def _is_own(self, mark: Annotation, passage: Passage) -> bool:
        return mark.author == self.library.author and mark.span == passage.span

    def _undoes(self) -> str:
        return f"{self.key_for('undo')} undoes."
