"""The sources of a dossier as a bibliography has them."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reeread.export.addresses import web
from reeread.export.dossier import Dossier


class Citation(NamedTuple):
    """One source."""

    key: str
    """By which a text cites it; no other has it."""
    title: str
    byline: str
    published: str
    """ISO date, "" if unknown."""
    added: str
    """ISO date on which the library took it in."""
    address: str
    """Of the web, "" for what came from elsewhere."""


def day(text: str) -> str:
    """Return the day of an ISO date or date-time, "" if there is no such day."""
    try:
        return date.fromisoformat(text[:10]).isoformat()
    except ValueError:
        return ""


def citations(dossier: Dossier) -> Iterator[Citation]:
    """Yield the sources in the order of the library."""
    taken: set[str] = set()
    for entry in dossier.entries:
        briefing = entry.article.briefing
        key = stem = f"{_first_words(briefing.title)}{briefing.published[:4]}" or "source"
        number = 1
        while key in taken:
            number += 1
            key = f"{stem}-{number}"
        taken.add(key)
        yield Citation(
            key, briefing.title, briefing.byline, day(briefing.published), day(briefing.added), web(briefing)
        )


def _first_words(title: str) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:3])
