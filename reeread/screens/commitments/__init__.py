"""The screen with the commitments of the whole library."""

from reeread.screens.commitments.screen import CommitmentsScreen

__all__ = ["CommitmentsScreen"]
