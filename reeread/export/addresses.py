"""Where a briefing can be found, as other programs name it."""

from urllib.parse import quote

from reeread.export.guids import guid
from reeread.model.briefing import Briefing

_IRI = "!#$&'()*+,/:;=?@[]~%"
"""What an address may hold as it is."""


def web(briefing: Briefing) -> str:
    """Return the web address that a briefing came from, empty if it came from elsewhere."""
    source = briefing.source
    return quote(source, safe=_IRI) if source.startswith(("http://", "https://")) else ""


def target(briefing: Briefing) -> str:
    """Return what annotations are about: the briefing's web address, or else its id."""
    return web(briefing) or f"urn:uuid:{guid('briefing', briefing.id)}"
