"""Selecting an exact phrase: by character, word, sentence and block from the keyboard."""

from collections.abc import Callable

from reeread.messages import ModeChanged
from reeread.model.span import Span
from reeread.text.graphemes import snap, word_at, words
from reeread.widgets.reader.moving import Moving

_FAR = 4096  # code points in which the next word is sought


class Selecting(Moving):
    """A selection between an anchor and a moving end, both on graphemes and both selected."""

    _anchor: int = 0
    _head: int = 0
    _grown: tuple[Span, ...] = ()
    """What was selected before it was grown, the smallest first; the last is the selection itself."""

    _told_selecting = False

    @property
    def selecting(self) -> bool:
        """Return whether movement extends the selection."""
        return self.scene.caret is not None

    def action_select(self) -> None:
        """Begin to select at the cursor; when selecting already, begin anew where the moving end stands."""
        if self.article is None or self.scene.unit is None:
            return
        if self.selecting:
            self._extend(self._head, anchor=self._head)
        elif (selection := self.scene.selection) is not None:
            self._extend(snap(self.article.body, selection.end - 1), anchor=selection.start)
        else:
            self._extend(self.cursor, anchor=self.cursor)

    def action_leave(self) -> None:
        """Leave the selection; the cursor stays on its sentence."""
        if self._units is not None:
            self._stand(self._units.at(self._head if self.selecting else self.cursor), reveal=False)

    def action_swap(self) -> None:
        """Move the other end of the selection."""
        self._extend(self._anchor, anchor=self._head)

    def action_character(self, by: int) -> None:
        """Move the end by a character."""
        if self.article is not None:
            body = self.article.body
            self._extend(snap(body, self._head + 1, forward=True) if by > 0 else snap(body, self._head - 1))

    def action_word(self, by: int) -> None:
        """Move the end to the start of the next word, or of this one and then the one before."""
        self._to_word(by, lambda word: word.start)

    def action_word_end(self) -> None:
        """Move the end to the end of this word, then of the next one."""
        self._to_word(1, lambda word: word.end - 1)

    def action_unit_edge(self, by: int) -> None:
        """Move the end to the start or the end of its sentence."""
        if self._units is not None and (unit := self._units.at(self._head)) is not None:
            self._extend(unit.end - 1 if by > 0 else unit.start)

    def action_sentence(self, by: int) -> None:
        """Move by a sentence, or extend the selection to the end of the sentence, or its start, and then the next."""
        if not self.selecting or self._units is None:
            super().action_sentence(by)
            return
        unit = self._units.at(self._head)
        edge = unit and (unit.end - 1 if by > 0 else unit.start)
        if unit is not None and edge == self._head:
            unit = self._units.after(unit) if by > 0 else self._units.before(unit)
        if unit is not None:
            self._extend(unit.end - 1 if by > 0 else unit.start)

    def action_block(self, by: int) -> None:
        """Move by a block, or extend the selection to the end of the block, or its start, and then the next."""
        if not self.selecting or self._units is None:
            super().action_block(by)
            return
        block = self._units.block(self._head)
        if block is not None and self._head == (block.end - 1 if by > 0 else block.start):
            beside = self._units.block_after(block) if by > 0 else self._units.before(block)
            block = self._units.block(beside.start) if beside is not None else None
        if block is not None:
            self._extend(block.end - 1 if by > 0 else block.start)

    def action_grow(self) -> None:
        """Select the next larger unit: character, word, sentence, block."""
        if (passage := self.passage) is None:
            return
        larger = next(
            (each for each in self._ladder() if each != passage.span and each.contains(passage.span)), None
        )
        if larger is not None:
            before = self._grown if self._grown[-1:] == (passage.span,) else (passage.span,)
            self._take(larger)
            self._grown = (*before, larger)

    def action_shrink(self) -> None:
        """Select the next smaller unit; what was grown shrinks to what it was before."""
        if (passage := self.passage) is None:
            return
        before = self._grown[:-1] if self._grown[-1:] == (passage.span,) else ()
        if before:
            smaller: Span | None = before[-1]
        else:
            smaller = next(
                (
                    each
                    for each in reversed(self._ladder())
                    if each != passage.span and passage.span.contains(each)
                ),
                None,
            )
        if smaller is not None:
            self._take(smaller)
            self._grown = before

    def _take(self, span: Span) -> None:
        """Select a span; while selecting, its end goes on moving."""
        if self.selecting and self.article is not None:
            self._extend(snap(self.article.body, span.end - 1), anchor=span.start)
        else:
            self.select(span)
            self.reveal(span)

    def _ladder(self) -> list[Span]:
        """Return the units around the cursor, the smallest first."""
        passage = self.passage
        if self.article is None or self._units is None or passage is None:
            return []
        at = self.cursor if passage.span.holds(self.cursor) else passage.span.start
        body = self.article.body
        character = Span(snap(body, at), snap(body, at + 1, forward=True))
        found = [character, word_at(body, at), self._units.at(at), self._units.block(at)]
        return [each for each in found if each is not None]

    def select(self, span: Span) -> None:
        """Select a span, and put the cursor on the sentence where it begins."""
        if self._units is not None:
            self._stand(self._units.at(span.start), span, reveal=False)

    def _to_word(self, by: int, edge: Callable[[Span], int]) -> None:
        if self.article is None:
            return
        if by > 0:
            found = (edge(word) for word in words(self.article.body, self._head, self._head + _FAR))
            self._extend(next((at for at in found if at > self._head), self._head))
        else:
            starts = [edge(word) for word in words(self.article.body, self._head - _FAR, self._head)]
            self._extend(starts[-1] if starts else self._head)

    def _extend(self, head: int, anchor: int | None = None) -> None:
        """Select from the anchor to a new end, both with their graphemes."""
        if self.article is None or self._units is None:
            return
        body = self.article.body
        self._head = self._on_text(snap(body, head), forward=head >= self._head)
        if anchor is not None:
            self._anchor = snap(body, anchor)
        first, last = sorted((self._anchor, self._head))
        self.repaint(self.scene.unit, self.scene.selection)
        self.scene.selection = Span(first, snap(body, last + 1, forward=True))
        self.scene.caret = self._head
        self.scene.unit = self._units.at(self._head)
        self.cursor = self._head
        self.reveal(Span(self._head, self._head + 1))
        self.repaint(self.scene.unit, self.scene.selection)
        self._say()
        self._tell_selecting()

    def _stand(self, unit: Span | None, selection: Span | None = None, *, reveal: bool = True) -> None:
        """Put the cursor on a unit; movement extends nothing any more."""
        super()._stand(unit, selection, reveal=reveal)
        self._tell_selecting()

    def settle(self) -> None:
        """Keep the selection as it is: movement extends it no more."""
        self.scene.caret = None
        self._tell_selecting()

    def _tell_selecting(self) -> None:
        """Tell the screen when keys begin to extend a selection, and when they do so no more."""
        if self.selecting != self._told_selecting and self.is_mounted:
            self._told_selecting = self.selecting
            self.post_message(ModeChanged("select" if self.selecting else "", None))

    def _on_text(self, offset: int, *, forward: bool) -> int:
        """Return the offset, or the nearest in that direction that lies in text that shows."""
        found = self._flow.at(offset) if self._flow is not None else None
        if self._flow is None or found is None:
            return offset
        piece = self._flow.piece(*found)
        while not piece.start <= offset < piece.end or piece.folded:
            if forward or offset < piece.start:
                found = self._flow.step(*found, 1)
                if found is None:
                    return self._head
                piece = self._flow.piece(*found)
                offset = piece.start
            else:
                offset = piece.end - 1 if not piece.folded else piece.start - 1
                found = self._flow.at(offset)
                if found is None or offset < 0:
                    return self._head
                piece = self._flow.piece(*found)
        return offset
