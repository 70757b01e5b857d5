"""The screens beside the reading, for what must know all their keys."""

from typing import Any

from reeread.screens.anchors import AnchorsScreen
from reeread.screens.annotations import AnnotationsScreen
from reeread.screens.board import Board
from reeread.screens.claims import ClaimsScreen
from reeread.screens.codebook import CodebookScreen
from reeread.screens.commitments import CommitmentsScreen
from reeread.screens.conflicts import ConflictsScreen
from reeread.screens.numbers import NumbersScreen
from reeread.screens.settling import SettlingScreen

BOARDS: tuple[type[Board[Any]], ...] = (
    AnnotationsScreen,
    ClaimsScreen,
    CodebookScreen,
    NumbersScreen,
    CommitmentsScreen,
    AnchorsScreen,
    SettlingScreen,
    ConflictsScreen,
)
