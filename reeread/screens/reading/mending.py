"""Changing annotations that are there: other tags, other borders, or gone; note and making stay."""

from functools import partial

from textual import on

from reeread.messages import DeleteRequested, ModeChanged, RetagRequested, SpanChangeRequested
from reeread.model.annotation import Annotation
from reeread.screens.dialogs.picked import Picked
from reeread.screens.reading.desk import Desk
from reeread.text.display import line


class Mending(Desk):
    """What the reader does to an annotation, which is named by its id."""

    @on(RetagRequested)
    def _retag(self, request: RetagRequested) -> None:
        """Let the reader pick other tags."""
        request.stop()
        from reeread.screens.dialogs.tags import TagDialog

        mark = request.annotation
        dialog = TagDialog(self.library, mark.tags, name="Tags of the annotation")
        dialog.ask(self.app, partial(self._retagged, mark))

    def _retagged(self, mark: Annotation, picked: Picked | None) -> None:
        """Put the tags that were picked on the annotation and take the others off."""
        from reeread.library import codebook, editing

        if picked is None:
            self.codebook = codebook.tags(self.library)  # the codebook can be changed from the picker
            return
        with self.failures_shown():
            for name in picked.new:
                codebook.add_tag(self.library, name)
            done = editing.retag(self.library, [mark.id], add=picked.add, remove=picked.remove)
            self.renew()
            if done.foreign:
                self.say(f"This annotation is {line(mark.author)}’s and stays. Tag the passage yourself.")
            else:
                self.say(f"{picked.said} {self.key_for('undo')} undoes.")

    @on(DeleteRequested)
    def _delete(self, request: DeleteRequested) -> None:
        """Take the annotation away."""
        request.stop()
        from reeread.library import editing

        mark = request.annotation
        with self.failures_shown():
            done = editing.delete(self.library, [mark.id])
            if done.foreign:
                self.say(f"This annotation is {line(mark.author)}’s and stays.")
                return
            self.annotations = tuple(one for one in self.annotations if one.id != mark.id)
            what = f"Annotation {mark.label}" if mark.tags else mark.label.capitalize()
            self.say(f"{line(what)} deleted. {self.key_for('undo')} undoes.")

    @on(SpanChangeRequested)
    def _move(self, request: SpanChangeRequested) -> None:
        """Let the annotation stand where its borders were moved to."""
        request.stop()
        from reeread.library import editing

        mark = request.annotation
        with self.failures_shown():
            moved = editing.move(self.library, mark.id, request.span)
            others = (one for one in self.annotations if one.id != mark.id)
            self.annotations = tuple(sorted((*others, moved), key=lambda one: (one.span.start, one.span.end)))
            self.say(f"Borders moved. {self.key_for('undo')} undoes.")
            return
        self.reader.show(mark.span)

    @on(ModeChanged)
    def _tell_mode(self, change: ModeChanged) -> None:
        """Say what keys do now."""
        if change.words is not None:
            self.say(change.words)
