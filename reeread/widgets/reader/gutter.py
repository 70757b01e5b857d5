"""What stands beside a row: letters of tags and suggestions before it, likelihood and confidence after it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reeread.model.annotation import Annotation
from reeread.model.extraction import Decision
from reeread.model.span import Span
from reeread.widgets.reader.palette import UNKNOWN
from reeread.widgets.reader.scene import Scene

LETTERS = 3
"""How many columns of signs there are."""

_EXTENT, _OTHERS, _CHOSEN, _MORE = "│", "┊", "┃", "+"


class Sign(NamedTuple):
    """One cell of the gutter."""

    text: str
    color: str = ""
    """The colour of its tag, else the name of a component class tells its style."""
    name: str = ""
    chosen: bool = False
    """Whether it belongs to the annotation that was chosen among several."""


def signs(span: Span, scene: Scene) -> list[Sign | None]:
    """Return the signs of a row, one for each column of the gutter, None for an empty one.

    Each annotation has columns of its own, which no other has that shares text with it: capitals of its tags
    where it begins, a line in each where it goes on. Before the letters of somebody else's stands the sign of
    who that is, alone where there is no room for all. A suggestion that nobody took up is a small letter where
    its sentence begins. Where there are more than there is room for, the leftmost column says so. Next to the
    text stands whether another article says the same, if there is one beside this.
    """
    columns: dict[int, Sign] = {}
    first = 1 if len(scene.linked) else 0
    links = [each.verdict for each in scene.linked.over(span) if span.holds(each.span.start)]
    if links:
        gravest = max(links, key=lambda verdict: verdict.gravity)
        columns[0] = Sign(gravest.sign, name=gravest.value)
    more = False
    marks = [mark for mark in scene.annotations.over(span) if mark.tags]
    for mark in sorted(marks, key=lambda mark: not span.holds(mark.span.start)):
        begins = span.holds(mark.span.start)
        own = _own(mark, scene, LETTERS - first, begins=begins)
        at = first + scene.lanes.get(mark.id, 0)
        if begins:  # one that ended on this row may have had the same columns
            while not columns.keys().isdisjoint(range(at, at + len(own))):
                at += 1
        for column, sign in enumerate(reversed(own), at):
            more |= column >= LETTERS and (begins or sign.chosen)
            if column < LETTERS:
                columns.setdefault(column, sign)
    suggested = _suggested(span, scene)
    more |= not _filled(columns, suggested, first)
    if more and scene.initials:
        begun = [mark for mark in marks if span.holds(mark.span.start)]
        if any(mark.author in scene.initials for mark in begun):
            columns = {column: sign for column, sign in columns.items() if column < first}
            more = not _filled(columns, [*_crowd(begun, scene, LETTERS - first), *suggested], first)
    if more:
        columns[LETTERS - 1] = Sign(_MORE, name="byline")
    return [columns.get(column) for column in reversed(range(LETTERS))]


def noted(span: Span, scene: Scene) -> bool:
    """Return whether a passage with a note begins on the row."""
    return any(each.note.strip() and span.holds(each.span.start) for each in scene.annotations.over(span))


def likelihood(span: Span, scene: Scene, room: int) -> str:
    """Return how likely, and where room is how sure, the first sentence is that begins on the row and says so."""
    for highlight in scene.highlights.over(span):
        if not span.holds(highlight.start):
            continue
        said = [highlight.likelihood.percents] if highlight.likelihood else []
        if (
            highlight.confidence
            and len(" · ".join((*said, sure := f"{highlight.confidence.level} conf."))) <= room
        ):
            said.append(sure)
        if said:
            return " · ".join(said)
    return ""


def _own(mark: Annotation, scene: Scene, room: int, *, begins: bool) -> list[Sign]:
    """Return the signs of one annotation on a row, one for each of its tags, the last for all that lack room."""
    tags = {tag.name: tag for tag in scene.codebook}
    chosen = mark.id == scene.chosen
    author = scene.initials.get(mark.author, "")
    found = []
    for name in mark.tags[:room]:
        tag = tags.get(name)
        letter, color = (tag.letter, tag.color) if tag else (name[:1].upper(), UNKNOWN)
        line = _CHOSEN if chosen else _OTHERS if author else _EXTENT
        found.append(Sign(letter if begins else line, color, chosen=chosen))
    if begins and len(mark.tags) > room:
        found[-1] = Sign(_MORE, name="byline")
    if begins and author:
        found.insert(0, Sign(author, name="author", chosen=chosen))
    return found


def _crowd(begun: Sequence[Annotation], scene: Scene, room: int) -> list[Sign]:
    """Return the reader's own signs, and who else marked: the one that was chosen first, each of the others once."""
    others: dict[str, Sign] = {}
    own: list[Sign] = []
    for mark in sorted(begun, key=lambda mark: mark.id != scene.chosen):
        if author := scene.initials.get(mark.author):
            others.setdefault(mark.author, Sign(author, name="author", chosen=mark.id == scene.chosen))
        else:
            own.extend(reversed(_own(mark, scene, room, begins=True)))
    return [*own, *others.values()]


def _filled(columns: dict[int, Sign], found: Iterable[Sign], first: int) -> bool:
    """Put signs into the columns that are free, from the text on; return whether all found one."""
    free = iter([column for column in range(first, LETTERS) if column not in columns])
    for sign in found:
        if (column := next(free, None)) is None:
            return False
        columns[column] = sign
    return True


def _suggested(span: Span, scene: Scene) -> list[Sign]:
    """Return small letters for the suggestions of the sentences that begin on a row, in the codebook's order."""
    found: dict[str, Sign] = {}
    tags = {tag.name: (place, tag) for place, tag in enumerate(scene.codebook)}
    for highlight in scene.highlights.over(span):
        if highlight.decision is Decision.OPEN and span.holds(highlight.start):
            given = {name for each in scene.annotations.over(highlight.span) for name in each.tags}
            for suggestion in highlight.tags:
                if suggestion.tag not in given:
                    letter = tags[suggestion.tag][1].letter if suggestion.tag in tags else suggestion.tag[:1]
                    found[suggestion.tag] = Sign(letter.lower(), name="suggested")
    last = len(tags)
    return [found[name] for name in sorted(found, key=lambda name: tags[name][0] if name in tags else last)]
