"""What a tag picker hands back."""

from typing import NamedTuple


class Picked(NamedTuple):
    """Which tags are to come on and which off."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    """Those of `add` that the codebook does not have yet."""

    @property
    def said(self) -> str:
        """Return it in a sentence, as what was done to one passage."""
        put = f"Tagged as {', '.join(self.add)}" if self.add else ""
        off = f"{'tag' if put else 'Tag'} {', '.join(self.remove)} taken off" if self.remove else ""
        return f"{', '.join(part for part in (put, off) if part)}."
