"""A point in time on the command line."""

from datetime import UTC, datetime
from typing import Any

import click


class Since(click.ParamType[str]):
    """An ISO date or date-time; without a zone it is UTC."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the time in UTC, to be compared with the library's times as text."""
        try:
            asked = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"“{value}” is no date: write 2025-10-29 or 2025-10-29T14:00.", param, ctx)
        zoned = asked if asked.tzinfo else asked.replace(tzinfo=UTC)
        return zoned.astimezone(UTC).replace(tzinfo=None).isoformat()
