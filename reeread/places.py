"""Where shipped folders, the library, settings, cache and state lie."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(folder: str) -> Path:
    """Return a folder that ships with the program: inside the package if it is there, else the checkout's."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder


def library_file(asked: str | os.PathLike[str] | None = None) -> Path:
    """Return the library file: what was asked, $REEREAD_DB, ./annotations.db if it exists, the user's own."""
    if asked:
        return Path(asked)
    if named := os.environ.get("REEREAD_DB"):
        return Path(named)
    here = Path("annotations.db")
    return here if here.exists() else _user("data") / "annotations.db"


def config_file() -> Path:
    """Return the user's settings file, which need not exist."""
    return _user("config") / "config.toml"


def cache_folder() -> Path:
    """Return the folder for what can be computed again, which need not exist."""
    return _user("cache")


def state_file() -> Path:
    """Return the file for cursor, theme and layout, which need not exist."""
    return _user("state") / "state.json"


def _user(kind: str) -> Path:
    import platformdirs  # only when asked for: the first paint does not need it

    return Path(getattr(platformdirs, f"user_{kind}_path")("reeread", appauthor=False))
