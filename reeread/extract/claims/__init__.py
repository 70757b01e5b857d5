"""Claims: passages of several briefings that state the same thing, and whether they agree."""

from reeread.extract.claims.comparing import Compared, Tell, claims, compare, compared, edges
from reeread.extract.claims.reading import Document, read

__all__ = ["Compared", "Document", "Tell", "claims", "compare", "compared", "edges", "read"]
