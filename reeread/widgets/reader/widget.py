"""The reader's keys, and what it asks of the screen."""

from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from reeread.messages import AcceptRequested, CopyRequested, DismissRequested, NoteRequested, TagRequested
from reeread.widgets.reader.jumping import Jumping

_NOT_WHILE_BORDERING = frozenset(
    {"accept", "dismiss", "note", "select", "choose", "retag", "delete", "borders"}
)
_WHILE_SELECTING = frozenset({"swap", "character", "word", "word_end", "unit_edge"})
SELECTING_KEYS = {
    "next_character": "longer",
    "previous_character": "shorter",
    "next_word": "by a word",
    "swap": "other end",
    "leave_selection": "leave",
}
"""Of the keys that extend a selection, those to name first while there is one, and what they do in short."""


class Reader(Jumping):
    """An article to read, move in, tag and select from; it requests and never decides.

    Keys of tags come from the codebook. Every other key is a binding with an id, so that it can be remapped.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "sentence(1)", "next sentence", id="next_sentence", show=False),
        Binding("k,up", "sentence(-1)", "previous sentence", id="previous_sentence", show=False),
        Binding("J,shift+down", "block(1)", "next block", id="next_block", show=False),
        Binding("K,shift+up", "block(-1)", "previous block", id="previous_block", show=False),
        Binding("space,pagedown,ctrl+f", "page(1)", "next page", id="next_page", show=False),
        Binding("ctrl+d", "page(0.5)", "half a page on", id="half_page_on", show=False),
        Binding("ctrl+u", "page(-0.5)", "half a page back", id="half_page_back", show=False),
        Binding("ctrl+e", "lines(1)", "scroll by a line", id="line_on", show=False),
        Binding("ctrl+y", "lines(-1)", "scroll back by a line", id="line_back", show=False),
        Binding("g", "start", "to the start, pressed twice", id="start", show=False),
        Binding("home,ctrl+home", "top", "to the start", id="top", show=False),
        Binding("G,end,ctrl+end", "bottom", "to the end", id="bottom", show=False),
        Binding("right_square_bracket", "highlight(1)", "next highlight", id="next_highlight", show=False),
        Binding(
            "left_square_bracket", "highlight(-1)", "previous highlight", id="previous_highlight", show=False
        ),
        Binding("right_curly_bracket", "annotation(1)", "next annotation", id="next_annotation", show=False),
        Binding(
            "left_curly_bracket",
            "annotation(-1)",
            "previous annotation",
            id="previous_annotation",
            show=False,
        ),
        Binding("n", "match(1)", "next match", id="next_match", show=False),
        Binding("N", "match(-1)", "previous match", id="previous_match", show=False),
        Binding("a", "accept", "accept", id="accept"),
        Binding("x", "dismiss", "dismiss", id="dismiss"),
        Binding("m", "note", "note", id="note"),
        Binding("y", "copy", "copy with source", id="copy", show=False),
        Binding("v", "select", "select", id="select", show=False),
        Binding("l,right", "character(1)", "extend by a character", id="next_character", show=False),
        Binding("h,left", "character(-1)", "shrink by a character", id="previous_character", show=False),
        Binding("w", "word(1)", "to the next word", id="next_word", show=False),
        Binding("b", "word(-1)", "to the word before", id="previous_word", show=False),
        Binding("e", "word_end", "to the end of the word", id="word_end", show=False),
        Binding(
            "0,circumflex_accent", "unit_edge(-1)", "to the sentence's start", id="sentence_start", show=False
        ),
        Binding("dollar_sign", "unit_edge(1)", "to the sentence's end", id="sentence_end", show=False),
        Binding("o", "swap", "move the other end", id="swap", show=False),
        Binding("b,pageup,ctrl+b", "page(-1)", "previous page", id="previous_page", show=False),
        Binding("plus", "grow", "select the larger unit", id="grow", show=False),
        Binding("minus", "shrink", "select the smaller unit", id="shrink", show=False),
        Binding("semicolon", "choose", "choose the next annotation here", id="choose_annotation", show=False),
        Binding("R", "retag", "change the tags of the annotation", id="retag", show=False),
        Binding("D,delete", "delete", "delete the annotation", id="delete", show=False),
        Binding("B", "borders", "move the borders of the annotation", id="borders", show=False),
        Binding("enter", "keep", "keep the borders", id="keep_borders"),
        Binding("apostrophe", "jump", "jump to a sentence by letters", id="jump", show=False),
        Binding("escape", "leave", "leave the selection", id="leave_selection", show=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key does something now: some work only while selecting."""
        if self.article is None:
            return False
        if action in _WHILE_SELECTING:
            return self.selecting
        if action == "keep":
            return self.bordering
        if action in _NOT_WHILE_BORDERING:
            return not self.bordering
        if action == "leave":
            return self.scene.selection is not None
        return super().check_action(action, parameters)

    def on_key(self, event: events.Key) -> None:
        """Tag the passage when the key is a tag's; while labels show, it is a label's."""
        if self.typed(event):
            event.stop()
            event.prevent_default()
            return
        if event.key != "g":
            self._start_asked = False
        passage = self.passage
        if event.character is None or passage is None or self.bordering:
            return
        for tag in self.codebook:
            if tag.key == event.character and not tag.retired:
                event.stop()
                event.prevent_default()
                self.settle()
                self.post_message(TagRequested(passage, tag.name))
                return

    def action_accept(self) -> None:
        """Ask to take over the suggestions of the sentence."""
        if (highlight := self.highlight) is not None:
            self.post_message(AcceptRequested(highlight))

    def action_dismiss(self) -> None:
        """Ask to refuse the suggestions of the sentence."""
        if (highlight := self.highlight) is not None:
            self.post_message(DismissRequested(highlight))

    def action_note(self) -> None:
        """Ask to write a note on the passage."""
        self._ask(NoteRequested)

    def action_copy(self) -> None:
        """Ask for the passage on the clipboard."""
        self._ask(CopyRequested)

    def _ask(self, request: Any) -> None:
        if (passage := self.passage) is not None:
            self.post_message(request(passage))
