"""Ids for programs that take nothing but UUIDs."""

from uuid import NAMESPACE_URL, UUID, uuid5


def guid(kind: str, name: str) -> str:
    """Return a name itself if it is a UUID, else one that is always the same for this kind of thing and name."""
    try:
        return str(UUID(name))
    except ValueError:
        return str(uuid5(NAMESPACE_URL, f"reeread:{kind}:{name}"))
