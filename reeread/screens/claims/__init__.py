"""The screen with the claims of the library: who says what, and whether it fits."""

from reeread.screens.claims.screen import ClaimsScreen

__all__ = ["ClaimsScreen"]
