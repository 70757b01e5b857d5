"""Paths as people type them."""

from pathlib import Path


def typed_path(text: str) -> Path:
    """Return the path that was typed; a `~` that stands for nobody's home is part of a name."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)
