"""Plain text."""

from reeread.model.body import Parsed
from reeread.text import furniture
from reeread.text.blocks import blocks
from reeread.text.decode import decode
from reeread.text.oddities import oddities
from reeread.text.structure import meta


def parse(raw: bytes, name: str, *, encoding: str | None = None) -> Parsed:
    """Return the decoded text as it is, its blocks recovered by rule."""
    decoded = decode(raw, encoding)
    found = blocks(decoded.text)
    return Parsed(
        body=decoded.text,
        blocks=found,
        meta=meta(decoded.text, found),
        marks=furniture.inline(decoded.text),
        warnings=decoded.warnings + oddities(decoded.text),
        encoding=decoded.encoding,
        format="text",
        raw=raw,
    )
