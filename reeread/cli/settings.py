"""What the user settled once: for commands, who is at work."""

import os
from typing import Any

from reeread import places
from reeread.model.errors import UsageError


def author(asked: str | None) -> str:
    """Return who is at work: as asked, $REEREAD_AUTHOR, the settings' `author`, else the login name.

    Raises UsageError when none of them names anyone.
    """
    for name in (asked, os.environ.get("REEREAD_AUTHOR")):
        if name and name.strip():
            return name.strip()
    settled = settings().get("author", "")
    name = settled.strip() if isinstance(settled, str) else ""
    return name or _login()


def settings() -> dict[str, Any]:
    """Return the user's settings file as a table, empty when there is none.

    Raises UsageError when the file is no TOML.
    """
    file = places.config_file()
    if not file.exists():
        return {}
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"is no TOML: {error}.", str(file), "Mend it or move it away.") from error


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody is named as the author.", next_step="Give --author NAME.") from error
