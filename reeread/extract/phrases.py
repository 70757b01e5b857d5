"""Noun phrases between two places of a sentence."""

from reeread.extract.sentence import Sentence
from reeread.extract.words import GERUND, PARTICIPLE


def head(s: Sentence, start: int, end: int) -> int:
    """Return the head of the noun phrase between these tokens, -1 when there is none."""
    found = -1
    for at in range(start, end):
        word = s.words[at]
        classes = word.classes
        if "preposition" in classes and "pronoun" not in classes:
            if found >= 0:
                break
            continue
        if "pronoun" in classes:
            found = at if found < 0 or "determiner" not in classes else found
            continue
        if classes & {"determiner", "adverb", "ly", "coordinator", "mark", "subordinator"}:
            continue
        if found >= 0 and word.forms & (PARTICIPLE | GERUND) and s.has(at + 1, "preposition"):
            break
        if word.low[0].isalpha() or (found < 0 and "number" in classes):
            found = at
    return found
