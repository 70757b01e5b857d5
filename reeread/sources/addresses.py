"""Addresses that a text may link to."""

import re
from urllib.parse import urljoin

from reeread.text.credentials import public

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST = 8192


def is_address(text: str) -> bool:
    """Return whether it is an address of http, https or mailto: no other is kept."""
    return len(text) <= _LONGEST and _ADDRESS.fullmatch(text) is not None


def is_web(text: str) -> bool:
    """Return whether it is an address of http or https."""
    return len(text) <= _LONGEST and _WEB.fullmatch(text) is not None


def joined(base: str, target: str) -> str:
    """Return the address that a target on a page means, or "" if it is none that is kept."""
    target = target.strip()
    if not is_address(target) and is_web(base) and not target.startswith("#"):
        try:
            target = urljoin(base, target)
        except ValueError:
            return ""
    return public(target) if is_address(target) else ""
