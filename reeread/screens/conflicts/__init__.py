"""The screen with the fields that several people changed without knowing of each other."""

from reeread.screens.conflicts.screen import ConflictsScreen

__all__ = ["ConflictsScreen"]
