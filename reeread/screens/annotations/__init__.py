"""The screen with the annotations of the whole library."""

from reeread.screens.annotations.screen import AnnotationsScreen

__all__ = ["AnnotationsScreen"]
