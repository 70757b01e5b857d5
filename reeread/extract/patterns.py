"""A small language for cues: words, stems, lemmas and classes in a row, read from data files.

One line is one pattern, its elements divided by blanks:

    far from certain|clear     alternatives
    harm*  *-hit               a stem, an ending
    =fall short                any form of a verb
    @actor                     any word of a class
    #                          a number in figures or words
    the?                       may be missing
    ..  ..6                    up to three (six) words, none of them punctuation
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reeread.extract.words import Word

_GAP = 3


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a pattern: what a word must be to fill it."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    lemmas: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()
    optional: bool = False
    gap: int = 0
    """How many words this element may skip; 0 for an element that must be filled."""

    def fits(self, word: Word) -> bool:
        """Return whether the word can fill this place."""
        low = word.low
        return (
            low in self.words
            or (bool(self.lemmas) and word.lemma in self.lemmas)
            or (bool(self.classes) and not self.classes.isdisjoint(word.classes))
            or (bool(self.stems) and low.startswith(self.stems))
            or (bool(self.endings) and low.endswith(self.endings))
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """Elements in a row; the first one must be filled."""

    elements: tuple[Element, ...] = field(compare=False)
    source: str

    def end(self, words: Sequence[Word], at: int) -> int:
        """Return the index after the words that fill the pattern from `at` on, or -1.

        The first element is taken as fitting: the caller found the pattern through it.
        """
        if len(self.elements) == 1:
            return at + 1
        return self._match(words, at + 1, 1)

    def _match(self, words: Sequence[Word], at: int, place: int) -> int:
        elements = self.elements
        if place == len(elements):
            return at
        element = elements[place]
        if element.gap and place + 1 == len(elements):
            return self._farthest(words, at, element.gap)
        if element.gap:
            for skipped in range(element.gap + 1):
                end = self._match(words, at + skipped, place + 1)
                if end >= 0:
                    return end
                if at + skipped >= len(words) or "cut" in words[at + skipped].classes:
                    return -1
            return -1
        if at < len(words) and element.fits(words[at]):
            end = self._match(words, at + 1, place + 1)
            if end >= 0:
                return end
        return self._match(words, at, place + 1) if element.optional else -1

    def _farthest(self, words: Sequence[Word], at: int, gap: int) -> int:
        """Return the index after a gap that ends the pattern: it takes what it can, to a mark or the end."""
        end = at
        while end < min(len(words), at + gap) and "cut" not in words[end].classes:
            end += 1
        return end


def pattern(line: str) -> Pattern:
    """Return the pattern that a line of a data file spells.

    Raises ValueError when the line is empty or begins with an optional element or a gap.
    """
    elements = tuple(_element(part) for part in line.split())
    if not elements or elements[0].optional or elements[0].gap:
        raise ValueError(f"a cue must begin with a word that has to be there: {line!r}")
    return Pattern(elements, line.strip())


def _element(part: str) -> Element:
    if part.startswith("..") and (len(part) == 2 or part[2:].isdigit()):
        return Element(gap=int(part[2:] or _GAP))
    optional = len(part) > 1 and part.endswith("?")
    words: set[str] = set()
    stems: list[str] = []
    endings: list[str] = []
    lemmas: set[str] = set()
    classes: set[str] = set()
    for choice in part.removesuffix("?").split("|") if optional else part.split("|"):
        if choice == "#":
            classes.add("number")
        elif choice.startswith("@") and len(choice) > 1:
            classes.add(choice[1:])
        elif choice.startswith("=") and len(choice) > 1:
            lemmas.add(choice[1:])
        elif choice.endswith("*") and len(choice) > 1:
            stems.append(choice[:-1])
        elif choice.startswith("*") and len(choice) > 1:
            endings.append(choice[1:])
        else:
            words.add(choice)
    return Element(
        frozenset(words), tuple(stems), tuple(endings), frozenset(lemmas), frozenset(classes), optional
    )
