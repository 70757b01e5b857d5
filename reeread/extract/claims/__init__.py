"""Claims: passages of several briefings that state the same thing, and whether they agree."""

from reeread.extract.claims.comparing import claims, compare, edges
from reeread.extract.claims.reading import Document, read

__all__ = ["Document", "claims", "compare", "edges", "read"]
