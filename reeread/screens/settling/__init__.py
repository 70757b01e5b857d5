"""The screen on which disagreements are settled."""

from reeread.screens.settling.screen import SettlingScreen

__all__ = ["SettlingScreen"]
