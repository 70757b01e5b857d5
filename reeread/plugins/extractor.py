"""What a plug-in offers that suggests tags."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from reeread.model.extraction import Highlight, Suggestion
from reeread.model.tag import Tag

Suggest = Callable[[Sequence[Highlight], Sequence[Tag]], Iterable[Sequence[Suggestion]]]
"""Yields for each of the sentences, in their order, what is suggested for it; the tags are those on offer."""


@dataclass(frozen=True, slots=True)
class Extractor:
    """Another mind that reads sentences and suggests tags beside the rules."""

    method: str
    """Its name with its version, e.g. "llm/1"; every suggestion of it records it."""
    suggest: Suggest
    """Called with the sentences of one article as the rules read them. A suggestion names a tag of the codebook and
    has at least one cue, words of its sentence in code points of the body; any other is left out."""
    model: str = ""
    """Which model speaks, recorded too; "" where there is none."""
