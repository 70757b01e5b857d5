"""Two or three articles side by side, the claims that they share lit in each."""

from reeread.screens.compare.screen import CompareScreen
from reeread.screens.compare.side import Side

__all__ = ["CompareScreen", "Side"]
