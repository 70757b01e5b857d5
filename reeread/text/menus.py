"""Rows of names and links around a text, as pages have them that were copied from a browser."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from reeread.text.headlines import is_stopped

_WORDS, _ABOVE, _ANYWHERE = 3, 4, 6
"""A menu is so many names of so few words in a row above the text, or so many anywhere."""
_LINK_WORDS, _LINKS = 15, 5
"""Below the text so many lines in a row, of so few words and without a stop, lead somewhere else."""
_PROSE = 100
"""Code points of a stretch with a stop that is text and no name."""
_JUNK = 3
"""Stretches of furniture by their own words ("Share this", "Privacy policy") that tell a page from a text with a list."""
_FIGURES = 0.25
"""Share of lines with a digit from which on a row is a table."""


class Line(NamedTuple):
    """A stretch of a text with what is known of it."""

    text: str
    open: bool
    """Whether no rule has said what it is, and no list marker stands before it."""
    headline: bool
    """Whether it is open and reads like a heading."""
    aside: bool
    """Whether it stands outside of the text: a byline, a date, furniture."""
    furniture: bool


def menus(lines: Sequence[Line], top: int) -> set[int]:
    """Return which stretches are names in a menu; the first `top` stand above the text.

    Names below a line with a colon are a list whose markers were lost.
    """
    found: set[int] = set()
    page = _is_page(lines)
    for run in _runs(lines, range(len(lines)), _is_name):
        if run[0] and lines[run[0] - 1].text.endswith((":", "：")):
            continue
        above = [at for at in run if at < top]
        if len(above) >= _ABOVE:
            found.update(above)
        if page and len(run) >= _ANYWHERE and not _is_table(lines, run):
            found.update(run)
    return found


def links(lines: Sequence[Line]) -> set[int]:
    """Return which stretches below the last prose of a page lead to others; without prose there are none."""
    last = next((at for at in reversed(range(len(lines))) if _is_prose(lines[at])), None)
    if last is None or not _is_page(lines):
        return set()
    runs = _runs(lines, range(last + 1, len(lines)), _is_link)
    return {at for run in runs if len(run) >= _LINKS and not _is_table(lines, run) for at in run}


def _runs(lines: Sequence[Line], places: Iterable[int], fits: Callable[[Line], bool]) -> Iterator[list[int]]:
    """Yield the places of lines that fit and stand in a row, whatever stands aside between them."""
    run: list[int] = []
    for at in places:
        if fits(lines[at]):
            run.append(at)
        elif not lines[at].aside:
            if run:
                yield run
            run = []
    if run:
        yield run


def _is_page(lines: Sequence[Line]) -> bool:
    return sum(line.furniture for line in lines) >= _JUNK


def _is_name(line: Line) -> bool:
    return line.headline and len(line.text.split()) <= _WORDS


def _is_link(line: Line) -> bool:
    return line.open and len(line.text.split()) <= _LINK_WORDS and not is_stopped(line.text)


def _is_prose(line: Line) -> bool:
    return line.open and len(line.text) > _PROSE and is_stopped(line.text)


def _is_table(lines: Sequence[Line], run: Sequence[int]) -> bool:
    return sum(any(map(str.isdigit, lines[at].text)) for at in run) >= _FIGURES * len(run)
