"""The names of suggested tags: those of the extractor, and those of the codebook, where a reader renames them."""

from collections.abc import Iterable

from reeread.extract import METHOD
from reeread.model.extraction import Highlight, Suggestion
from reeread.model.tag import Tag

OWN = frozenset(METHOD.split())
"""What our own extractor consists of: of it a sentence has one suggestion for each tag."""


class Names:
    """Which tag of a codebook each suggestion is for."""

    def __init__(self, tags: Iterable[Tag]) -> None:
        tags = tuple(tags)
        self._every = {tag.name for tag in tags}
        self._ours = {origin: tag.name for tag in tags for origin in tag.origins}
        self._theirs = {tag.name: tag.origins[0] for tag in tags if tag.origins}
        offered = {origin for tag in tags if not tag.retired for origin in tag.origins}
        self._offered = offered
        self._same = {origin for origin in offered if self._ours[origin] == origin}

    def present(self, name: str) -> str:
        """Return what the codebook calls the tag that is suggested under either name."""
        return name if name in self._every else self._ours.get(name, name)

    def ours(self, highlight: Highlight) -> Highlight:
        """Return a highlight of the extractor with the codebook's names.

        Suggestions of tags that are retired or gone are left out; those that one method makes of tags that are
        one now are one, with the better score and the cues of both.
        """
        if all(suggestion.tag in self._same for suggestion in highlight.tags):
            return highlight
        found: dict[tuple[str, ...], Suggestion] = {}
        for one in highlight.tags:
            if one.tag not in self._offered:
                continue
            name = self._ours[one.tag]
            made = (name, "", "") if one.method in OWN else (name, one.method, one.model)
            other = found.get(made)
            cues = one.cues if other is None else tuple(dict.fromkeys((*other.cues, *one.cues)))
            score = one.score if other is None else max(one.score, other.score)
            in_order = tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))
            better = one if other is None or one.score > other.score else other
            found[made] = better._replace(tag=name, score=score, cues=in_order)
        return highlight._replace(tags=tuple(found.values()))

    def theirs(self, highlight: Highlight) -> Highlight:
        """Return a highlight with the extractor's names, as it is kept."""
        tags = tuple(one._replace(tag=self._theirs.get(one.tag, one.tag)) for one in highlight.tags)
        return highlight._replace(tags=tags)
