"""Points in time on the command line."""

from datetime import UTC, date, datetime, time
from typing import Any

import click

_END = time(23, 59, 59, 999_000)


class Since(click.ParamType[str]):
    """An ISO date, which is its beginning, or a date-time; without a zone it is UTC."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the time in UTC, to be compared with the library's times as text."""
        return self.read(str(value), time(), param, ctx).replace(tzinfo=None).isoformat()

    def read(
        self, value: str, of_day: time, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Return the moment in UTC; for a date alone, at a time of that day."""
        try:
            try:
                asked = datetime.combine(date.fromisoformat(value), of_day)
            except ValueError:
                asked = datetime.fromisoformat(value)
            return asked.replace(tzinfo=UTC) if asked.tzinfo is None else asked.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"“{value}” is no date: write 2025-10-29 or 2025-10-29T14:00.", param, ctx)


class AsOf(Since):
    """An ISO date, which is its end, or a date-time; without a zone it is UTC."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the time in UTC as the library writes its times."""
        moment = self.read(str(value), _END, param, ctx).replace(tzinfo=None)
        return f"{moment.isoformat(timespec='milliseconds')}Z"
