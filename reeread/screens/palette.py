"""The list of all commands, as Textual makes it, but deaf once it was left."""

from textual import on
from textual.command import CommandPalette
from textual.message import Message
from textual.widgets import Input, OptionList

from reeread.screens.once import Once


class Palette(CommandPalette, Once[None]):
    """Textual's own looks for commands on a screen that is gone when letters were typed before the escape."""

    @on(Input.Changed)
    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    def _late(self, message: Message) -> None:
        """Keep what comes too late from Textual's own handlers."""
        if not self.is_active:
            message.prevent_default().stop()

    def _action_command_list(self, action: str) -> None:
        """Keep a list that has no room yet, or none at all, from being paged through: Textual's own falls over it."""
        if self.query_one(OptionList).scrollable_content_region:
            super()._action_command_list(action)
