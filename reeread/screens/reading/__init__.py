"""The reading screen: the article between the briefings and its highlights."""

from reeread.screens.reading.screen import ReadingScreen

__all__ = ["ReadingScreen"]
