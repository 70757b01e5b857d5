"""Figures at a glance: what was marked in the library."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import chain

from reeread.library import tagging
from reeread.library.library import Library
from reeread.library.reading import article
from reeread.library.reading import briefings as listed
from reeread.library.suggested import Names
from reeread.model.annotation import AnchorState, Annotation
from reeread.model.briefing import Briefing, TagCount
from reeread.model.extraction import Likelihood
from reeread.model.numbers import AuthorNumbers, BriefingNumbers, Numbers, banded
from reeread.store import codebook


def numbers(
    lib: Library, *, briefings: Sequence[str] = (), stack: str | None = None, authors: Sequence[str] = ()
) -> Numbers:
    """Return what was marked in all briefings, or in some.

    The likelihood of a passage of speculation is what it says itself, else what its sentence says. Texts are
    read for the latter only, so that this is quick; of a large library call it in a thread all the same.

    Args:
        lib: The library.
        briefings: Only these, by their whole ids.
        stack: Only those of this stack.
        authors: Only what these marked.
    """
    from reeread.extract.likelihood import bands

    chosen = [one for one in listed(lib, stack=stack) if not briefings or one.id in briefings]
    found = tagging.annotations(lib, briefings=briefings, stack=stack, authors=authors)
    marks: dict[str, list[Annotation]] = {one.id: [] for one in chosen}
    for annotation in found:
        marks[annotation.briefing].append(annotation)
    with lib.store.reading() as connection:
        tags = codebook.tags(connection)
    order, names = [tag.name for tag in tags], Names(tags)
    speculation, confirmed = names.present("speculation"), names.present("confirmed")
    likely = {
        briefing: likelihoods(lib, briefing, [one for one in own if speculation in one.tags])
        for briefing, own in marks.items()
    }

    def of(briefing: Briefing) -> BriefingNumbers:
        own = marks[briefing.id]
        borne = _borne(own)
        return BriefingNumbers(
            briefing.id,
            briefing.title,
            len(own),
            _notes(own),
            _counts(borne, order),
            borne[speculation],
            borne[confirmed],
            tuple(band for band in banded(likely[briefing.id], bands()) if band.number),
        )

    borne = _borne(found)
    return Numbers(
        tuple(map(of, chosen)),
        _authors(found, order),
        len(found),
        _notes(found),
        tuple(TagCount(name, borne[name]) for name in order),
        borne[speculation],
        borne[confirmed],
        banded(chain.from_iterable(likely.values()), bands()),
    )


def _authors(found: Iterable[Annotation], order: Sequence[str]) -> tuple[AuthorNumbers, ...]:
    own: dict[str, list[Annotation]] = {}
    for one in found:
        own.setdefault(one.author, []).append(one)
    most_first = sorted(own.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return tuple(
        AuthorNumbers(author, len(marks), _notes(marks), _counts(_borne(marks), order))
        for author, marks in most_first
    )


def likelihoods(
    lib: Library, briefing: str, passages: Sequence[Annotation]
) -> list[tuple[str, Likelihood | None]]:
    """Return the ids of a briefing's passages with the band of what they, or their sentences, say."""
    from reeread.extract.likelihood import band, likelihood

    said = {one.id: likelihood(one.anchor.exact) for one in passages}
    silent = [one for one in passages if said[one.id] is None and one.state is not AnchorState.ORPHAN]
    if silent:
        for one, sentence in zip(silent, _sentences(lib, briefing, silent), strict=True):
            said[one.id] = likelihood(sentence)
    return [(id, band(found) if found else None) for id, found in said.items()]


def _sentences(lib: Library, briefing: str, passages: Iterable[Annotation]) -> list[str]:
    """Return for each passage the sentences that it touches, as one text."""
    from reeread.text.sentences import sentences

    text = article(lib, briefing)
    split = cache(lambda block: sentences(text.body, block))  # many passages can stand in one long block
    found = []
    for one in passages:
        blocks = (block for block in text.blocks if block.span.overlaps(one.span))
        touched = (span for block in blocks for span in split(block))
        found.append("\n".join(span.within(text.body) for span in touched if span.overlaps(one.span)))
    return found


def _borne(found: Iterable[Annotation]) -> Counter[str]:
    return Counter(tag for one in found for tag in one.tags)


def _counts(borne: Counter[str], order: Sequence[str]) -> tuple[TagCount, ...]:
    return tuple(TagCount(name, borne[name]) for name in order if borne[name])


def _notes(found: Iterable[Annotation]) -> int:
    return sum(bool(one.note) for one in found)
