"""What stands beside a row: letters of tags and suggestions before it, a likelihood after it."""

from dataclasses import dataclass

from reeread.model.extraction import Decision
from reeread.model.span import Span
from reeread.widgets.reader.palette import UNKNOWN
from reeread.widgets.reader.scene import Scene

LETTERS = 3
"""How many signs there is room for."""

_EXTENT, _MORE = "│", "+"


@dataclass(frozen=True, slots=True)
class Sign:
    """One cell of the gutter."""

    text: str
    color: str = ""
    """The colour of its tag, else the name of a component class tells its style."""
    name: str = ""


def signs(span: Span, scene: Scene) -> list[Sign]:
    """Return the signs of a row, at most as many as there is room for, in the order of the codebook.

    A tag's capital stands where a passage begins and a line where it goes on; a suggestion that nobody took up
    is a small letter where its sentence begins. Next to the text stands whether another article says the same.
    """
    tags = {tag.name: tag for tag in scene.codebook}
    found: dict[str, Sign] = {}
    for annotation in scene.annotations.over(span):
        begins = span.holds(annotation.span.start)
        for name in annotation.tags:
            tag = tags.get(name)
            letter, color = (tag.letter, tag.color) if tag else (name[:1].upper(), UNKNOWN)
            if begins or name not in found:
                found[name] = Sign(letter if begins else _EXTENT, color)
    for highlight in scene.highlights.over(span):
        if highlight.decision is Decision.OPEN and span.holds(highlight.start):
            given = {name for each in scene.annotations.over(highlight.span) for name in each.tags}
            for suggestion in highlight.tags:
                if suggestion.tag not in given and suggestion.tag not in found:
                    tag = tags.get(suggestion.tag)
                    letter = tag.letter if tag else suggestion.tag[:1]
                    found[suggestion.tag] = Sign(letter.lower(), name="suggested")
    order = {tag.name: place for place, tag in enumerate(scene.codebook)}
    row = [found[name] for name in sorted(found, key=lambda name: order.get(name, len(order)))]
    links = [each.verdict for each in scene.linked.over(span) if span.holds(each.span.start)]
    gravest = max(links, key=lambda verdict: verdict.gravity, default=None)
    room = LETTERS - (gravest is not None)
    row = row if len(row) <= room else [*row[: room - 1], Sign(_MORE, name="byline")]
    return row if gravest is None else [*row, Sign(gravest.sign, name=gravest.value)]


def noted(span: Span, scene: Scene) -> bool:
    """Return whether a passage with a note begins on the row."""
    return any(each.note.strip() and span.holds(each.span.start) for each in scene.annotations.over(span))


def likelihood(span: Span, scene: Scene) -> str:
    """Return the band of likelihood of the first sentence that begins on the row and has one, or nothing."""
    for highlight in scene.highlights.over(span):
        if highlight.likelihood is not None and span.holds(highlight.start):
            return f"{highlight.likelihood.low}–{highlight.likelihood.high}%"
    return ""
