"""The screen on which the codebook is kept."""

from reeread.screens.codebook.screen import CodebookScreen

__all__ = ["CodebookScreen"]
