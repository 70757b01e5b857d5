"""An extractor of a few words, so that tests of screens do not hang on the rules of the real one."""

import re
from collections.abc import Sequence

from reeread.model.body import Block, BlockKind
from reeread.model.extraction import Cue, Highlight, Likelihood, Suggestion
from reeread.text.sentences import sentences

WORDS = {
    "risk": re.compile(r"\b(?:risks?|tighten\w*|shortage|vulnerab\w+)\b", re.I),
    "commitment": re.compile(r"\b(?:agree[ds]? to|signed|pledged|will work)\b", re.I),
    "speculation": re.compile(r"\b(?:may|might|could|likely|expected)\b"),
    "confirmed": re.compile(r"\b(?:more than \d+%|said|processes)\b"),
}
_LIKELY = re.compile(r"\blikely\b")


def extract(body: str, blocks: Sequence[Block], *, published: str = "") -> tuple[Highlight, ...]:
    """Return a highlight for each sentence, whenever it appeared; those with two tags and every fifth one are key."""
    found = []
    for block in blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        for span in sentences(body, block):
            text = span.within(body)
            plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE)
            tags = tuple(_suggestions(text, span.start)) if plain else ()
            key = plain and (len(tags) > 1 or len(found) % 5 == 0)
            likelihood = Likelihood("likely", 55, 80) if plain and _LIKELY.search(text) else None
            score = 0.8 if key else 0.2
            found.append(
                Highlight(span.start, span.end, text, block.kind, score, key, tags, likelihood=likelihood)
            )
    return tuple(found)


def _suggestions(text: str, start: int) -> list[Suggestion]:
    """Return the tags whose words stand in a sentence."""
    suggestions = []
    for tag, words in WORDS.items():
        cues = tuple(
            Cue(start + hit.start(), start + hit.end(), hit[0], f"test/{tag}") for hit in words.finditer(text)
        )
        if cues:
            suggestions.append(Suggestion(tag, 0.7, cues))
    return suggestions
