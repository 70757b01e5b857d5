"""Screens that take no notice of keys and clicks that come too early or too late for them."""

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

from reeread.screens.failing import Asking

Result = TypeVar("Result")


class Once(Screen[Result]):
    """A screen that is left once, and does nothing before it is laid out or after it was left.

    Whoever types ahead presses keys for a screen that is not there yet, or is there no more.
    """

    @property
    def is_there(self) -> bool:
        """Return whether the screen was opened and not left yet, be it beneath another or not.

        What a thread found may come before Textual calls the screen mounted, though it is laid out.
        """
        return self in self.app.screen_stack

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Leave with a result, unless that has happened: Textual would take the screen beneath away."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a key does something now; while a dialog above asks for it, what it asks does."""
        top = self.app.screen
        at_work = self.is_active or (isinstance(top, Asking) and top.is_asking)
        return super().check_action(action, parameters) if self.is_mounted and at_work else False
