"""An entry of the codebook."""

from typing import NamedTuple


class Tag(NamedTuple):
    """A tag: what it is called, how it is pressed and painted, what it means."""

    name: str
    key: str
    """One character that tags in the reader, or "" for none."""
    color: str
    """Hex colour, "#RRGGBB"."""
    meaning: str
    position: int = 0
    retired: bool = False
    """Whether it is offered no more; what bears it keeps it."""
    origins: tuple[str, ...] = ()
    """The names by which extractors suggest it, whatever it is called now."""

    @property
    def parent(self) -> str:
        """Return the name of the tag above it: "risk" for "risk/supply", "" at the top."""
        return self.name.rpartition("/")[0]

    @property
    def leaf(self) -> str:
        """Return the last part of its name: "supply" for "risk/supply"."""
        return self.name.rpartition("/")[2]

    @property
    def depth(self) -> int:
        """Return how many tags stand above it, whether the codebook has them or not."""
        return self.name.count("/")

    @property
    def letter(self) -> str:
        """Return the capital that stands for the tag in gutters and tables."""
        return (self.key or self.name[:1]).upper()
