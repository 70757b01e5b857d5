"""The screen with what was marked, at a glance."""

from reeread.screens.numbers.screen import NumbersScreen

__all__ = ["NumbersScreen"]
