"""Where a failure is told: in the dialog whose wish it is about, else beside the reading."""

from typing import Protocol, runtime_checkable

from textual.widget import Widget

from reeread.model.errors import ReereadError
from reeread.text.display import line

_READABLE = 60
"""Characters that are surely read in a second and a half."""


@runtime_checkable
class Asking(Protocol):
    """A dialog that can be told that its wish was not granted."""

    is_asking: bool

    def refuse(self, said: str) -> None:
        """Say why, and stay open."""
        ...


def tell(widget: Widget, error: ReereadError, more: str = "") -> None:
    """Say what failed, and more if there is more to say; it stays as long as it takes to read."""
    said = line(f"{error} {more}".strip())
    top = widget.app.screen
    if isinstance(top, Asking) and top.is_asking:
        top.refuse(said)
    else:
        seconds = max(6.0, 1.5 * len(said) / _READABLE + 3)
        widget.notify(said, severity="error", markup=False, timeout=seconds)
