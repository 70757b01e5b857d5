"""The screen with the annotations whose source changed under them."""

from reeread.screens.anchors.screen import AnchorsScreen, Placing

__all__ = ["AnchorsScreen", "Placing"]
