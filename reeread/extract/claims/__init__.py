"""Claims: passages of several briefings that state the same thing, and whether they agree."""

from reeread.extract.claims.comparing import Compared, Tell, claims, compare, compared, edges
from reeread.extract.claims.folding import folded, unfolded
from reeread.extract.claims.opened import Opened
from reeread.extract.claims.reading import Document, read

__all__ = [
    "Compared",
    "Document",
    "Opened",
    "Tell",
    "claims",
    "compare",
    "compared",
    "edges",
    "folded",
    "read",
    "unfolded",
]
