"""Names and passwords that stand in addresses: they are kept nowhere."""

import re

_USER = re.compile(r"(?i)(https?://)([^/?#\s\\]*)@")


def public(address: str) -> str:
    """Return an address of http or https without the user's name and password that may stand before its host."""
    return _USER.sub(r"\1", address, count=1) if "@" in address else address
