"""An entry of the codebook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag: what it is called, how it is pressed and painted, what it means."""

    name: str
    key: str
    """One character that tags in the reader, or "" for none."""
    color: str
    """Hex colour, "#RRGGBB"."""
    meaning: str
    position: int = 0
    retired: bool = False

    @property
    def letter(self) -> str:
        """Return the capital that stands for the tag in gutters and tables."""
        return (self.key or self.name[:1]).upper()
