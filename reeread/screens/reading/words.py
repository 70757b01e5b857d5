"""What the status line says, in words: the tags, cues, likelihood and confidence under the cursor, and the place."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from reeread.model.annotation import Annotation
from reeread.model.claim import Disputes
from reeread.model.extraction import Decision, Highlight
from reeread.model.ruling import Standing
from reeread.model.verdict import Verdict
from reeread.screens.stops import Stop, ring
from reeread.text.display import line

_TITLE = 24
"""Characters of a title that have room among other words."""
_NAMED = 2
"""How many articles are named that say the same."""


def passage_words(
    annotations: Sequence[Annotation],
    highlight: Highlight | None,
    author: str,
    chosen: Annotation | None = None,
) -> str:
    """Return what is known of a passage: tags and grades given, suggestions with their words, likelihood, confidence, note.

    Where there is more than one annotation, it says how many, or which of them was chosen and only its tags
    and note.
    """
    parts = []
    if chosen is not None and chosen in annotations:
        if len(annotations) > 1:
            parts.append(f"{annotations.index(chosen) + 1} of {len(annotations)} here")
        annotations = (chosen,)
    elif len(annotations) > 1:
        parts.append(f"{len(annotations)} here")
    parts.append(_given(annotations, author))
    parts.extend(
        f"credibility {mark.grade.words}{_whose(mark, author)}" for mark in annotations if mark.grade
    )
    if highlight is not None:
        given = {tag for mark in annotations for tag in mark.tags}
        parts.append(_suggested(highlight, given))
        if highlight.likelihood:
            parts.append(highlight.likelihood.percents)
        if highlight.confidence:
            parts.append(f"{highlight.confidence.level} confidence")
        if highlight.speaker:
            parts.append(f"says {line(highlight.speaker)}")
    parts.extend(f"✎ {line(mark.note)}{_whose(mark, author)}" for mark in annotations if mark.note)
    return " · ".join(part for part in parts if part)


def place_words(offset: int, starts: Sequence[int], length: int) -> str:
    """Return the place in the article, e.g. "sentence 4 of 65  31%".

    Args:
        offset: Of the cursor, in code points of the body.
        starts: Where the sentences begin, ascending; empty while they are not known yet.
        length: Of the body in code points.
    """
    share = f"{round(100 * offset / length) if length else 0:>3}%"
    if not starts:
        return share
    return f"sentence {max(1, bisect_right(starts, offset))} of {len(starts)} {share}"


def match_words(match: int, found: int, *, complete: bool = True) -> str:
    """Return which match of how many shows, e.g. "match 3 of 12"; match 0 is none of them.

    While not all of the article has been looked at, an ellipsis follows.
    """
    more = "" if complete else " …"
    if not found:
        return "no match" if complete else "looking …"
    return (f"match {match:,} of {found:,}" if match else number(found, "match", "matches")) + more


def counts_words(briefings: int, passages: int, *, read_only: bool) -> str:
    """Return how much the library holds, e.g. "5 briefings   41 passages", and first that nothing can be written in it."""
    return f"{'read-only   ' if read_only else ''}{number(briefings, 'briefing')}   {number(passages, 'passage')}"


def contrast_words(stop: Stop, source: str, titles: Mapping[str, str]) -> str:
    """Return what other articles say to a passage, e.g. "in tension with Nikkei “80%–90%”", what differs first.

    Args:
        stop: The passage.
        source: The id of its article.
        titles: Of the articles, by id.
    """
    own, *others = ring(stop, source)
    said: dict[str, list[str]] = {}
    for one in others:
        fits = stop.claim.verdict is Verdict.AGREE or one.says_as(own)
        how = "agrees with" if fits else f"in {stop.claim.verdict} with"
        named = f"{short(titles.get(one.source, one.source))} “{line(one.value)}”"
        if named not in said.setdefault(how, []):
            said[how].append(named)
    parts = [f"{how} {_few(names)}" for how, names in said.items()]
    ruling = stop.claim.ruling
    if ruling is not None and ruling.standing is Standing.CONFIRMED:
        parts.append(f"confirmed by {line(ruling.author)}")
    return " · ".join(parts)


def short(title: str, longest: int = _TITLE) -> str:
    """Return a title that takes at most so many characters, safe to show."""
    shown = line(title)
    return shown if len(shown) <= longest else f"{shown[: longest - 1].rstrip()}…"


def disputes_words(disputed: Disputes) -> str:
    """Return how many claims do not fit, to stand after other counts, e.g. "   1 conflict · 2 tensions"."""
    counted = ((disputed.conflict, "conflict"), (disputed.tension, "tension"))
    said = " · ".join(number(count, noun) for count, noun in counted if count)
    return f"   {said}" if said else ""


def number(count: int, noun: str, plural: str = "") -> str:
    """Return a count with its noun, e.g. "1 passage", "1,204 passages"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def quoted(words: Iterable[str]) -> str:
    """Return words in quotation marks, each once, e.g. “may”, “likely”."""
    return ", ".join(f"“{word}”" for word in dict.fromkeys(line(word) for word in words))


def _few(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def _given(annotations: Sequence[Annotation], author: str) -> str:
    """Return the tags that readers gave, with the author where it is somebody else."""
    said = (
        ", ".join(line(tag) for tag in mark.tags) + _whose(mark, author) for mark in annotations if mark.tags
    )
    return " · ".join(dict.fromkeys(said))


def _whose(mark: Annotation, author: str) -> str:
    """Return the author in brackets where it is somebody else."""
    return "" if mark.author == author else f" ({line(mark.author)})"


def _suggested(highlight: Highlight, given: set[str]) -> str:
    """Return what the extractor suggests and the words that made it do so."""
    if not highlight.tags:
        return ""
    cues = quoted(cue.text for one in highlight.tags for cue in one.cues if not cue.negated)
    names = [line(tag) for tag in highlight.suggested if tag not in given]
    if highlight.decision is Decision.DISMISSED:
        return f"dismissed: {', '.join(names)}" if names else ""
    if not names:
        return f"suggested by {cues}"
    return f"{', '.join(names)} suggested by {cues}"
