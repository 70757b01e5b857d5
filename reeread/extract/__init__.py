"""From a body and its blocks to highlights: cues, tags, figures, speaker, likelihood, rank."""

from collections.abc import Sequence

from reeread.model.body import Block
from reeread.model.extraction import Highlight

METHOD = "rules/1"


def extract(body: str, blocks: Sequence[Block]) -> tuple[Highlight, ...]:
    """Return one highlight for each sentence or heading in order, furniture omitted.

    All places are code points of the body. Text in a language without cue files is ranked and its figures are
    read, but it gets no tags.
    """
    from reeread.extract.reading import highlights  # the rules load only when something is extracted

    return highlights(body, blocks)
