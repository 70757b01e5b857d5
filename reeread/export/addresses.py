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


def origin(briefing: Briefing) -> str:
    """Return by whom, from when and from where a briefing is, on one line, as far as it is known."""
    return " · ".join(part for part in (briefing.byline, briefing.published, briefing.source) if part)
