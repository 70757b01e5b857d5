"""Which plug-ins the settings name, and what they settle for each."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from reeread import places
from reeread.plugins.telling import complain


def named() -> tuple[str, ...]:
    """Return the names of the plug-ins in `plugins` of the settings file, each once; none without such a file."""
    asked = _held().get("plugins", [])
    if isinstance(asked, list) and all(isinstance(one, str) for one in asked):
        return tuple(dict.fromkeys(asked))
    complain(f"`plugins` in {places.config_file()} is no list of names, so there are no plug-ins.")
    return ()


def settings(name: str) -> Mapping[str, Any]:
    """Return the table `[plugin.NAME]` of the settings file, empty where there is none."""
    tables = _held().get("plugin", {})
    table = tables.get(name, {}) if isinstance(tables, Mapping) else {}
    return table if isinstance(table, Mapping) else {}


def _held() -> Mapping[str, Any]:
    file = places.config_file()
    try:
        return _read(file, file.stat().st_mtime_ns)
    except OSError:
        return {}


@lru_cache(maxsize=2)
def _read(file: Path, changed: int) -> Mapping[str, Any]:
    """Return what stands in the settings, read again when they have changed."""
    import tomllib  # only for those who have settings

    try:
        return tomllib.loads(file.read_text("utf-8"))
    except ValueError as error:
        complain(f"The plug-ins in {file} were not read: {error}.")
        return {}
