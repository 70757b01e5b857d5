"""How far the people who marked a library agree, and where they do not."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from reeread.library.codebook import check
from reeread.library.codebook import tags as codebook
from reeread.library.library import Library
from reeread.library.sides import Read, read
from reeread.model.agreement import Agreement, Divided
from reeread.team import agreement as coefficients

BY = ("tag", "briefing", "pair")


def agree(
    lib: Library,
    by: str = "tag",
    *,
    briefings: Sequence[str] = (),
    stack: str | None = None,
    authors: Sequence[str] = (),
    tags: Sequence[str] = (),
) -> tuple[Agreement, ...]:
    """Return how far people agree: tag by tag, briefing by briefing, or two by two.

    Somebody read a briefing who marked anything in it; sentences that fewer than two people read say nothing. A person bears a
    tag out on a sentence if a passage with it covers half of the sentence, or lies half in it. Gold sets stay out unless they are
    named; they say nothing of a sentence that people marked and nobody has settled.

    Args:
        lib: The library.
        by: One of BY.
        briefings: Only these, by their ids.
        stack: Only the briefings of this stack.
        authors: Only these people, or gold sets.
        tags: Only these tags; those of the codebook that anybody used by default.

    Raises:
        NotFound: Fewer than two people marked the same briefing, or there is no such tag.
        ReereadError: The packages that it needs are not installed.
    """
    known = codebook(lib)
    check(tags, known)
    found = read(lib, briefings, stack, authors)
    people = sorted({author for one in found for author in one.marks})
    used = {tag for one in found for marks in one.marks.values() for mark in marks for tag in mark.tags}
    names = [tag.name for tag in known if tag.name in used and (not tags or tag.name in tags)]
    if by == "tag":
        return tuple(_agreement(name, found, people, [name]) for name in names)
    if by == "briefing":
        return tuple(_agreement(one.title, [one], people, names) for one in found)
    pairs = combinations(people, 2)
    both = ((pair, [one for one in found if {*pair} <= {*one.marks}]) for pair in pairs)
    return tuple(_agreement(" and ".join(pair), own, pair, names) for pair, own in both if own)


def divided(
    lib: Library,
    *,
    briefings: Sequence[str] = (),
    stack: str | None = None,
    authors: Sequence[str] = (),
    tags: Sequence[str] = (),
) -> tuple[Divided, ...]:
    """Return the sentences on which people differ, those that divide them most first; parameters are those of `agree`.

    Raises:
        NotFound: Fewer than two people marked the same briefing, or there is no such tag.
    """
    check(tags, codebook(lib))
    rows = [
        one.divided(sentence, one.asked(sentence, tags))
        for one in read(lib, briefings, stack, authors)
        for sentence in one.differing(tags)
    ]
    return tuple(sorted(rows, key=lambda row: -row.apart))


def _agreement(what: str, found: Sequence[Read], people: Sequence[str], tags: Sequence[str]) -> Agreement:
    """Return the coefficients of some tags together: a sentence and a tag are a unit."""
    ratings = [
        tuple((int(tag in said[author]) if author in said else None) for author in people)
        for one in found
        for said in one.said.values()
        for tag in tags
    ]
    both = [row for row in ratings if sum(said is not None for said in row) > 1]
    stretches = [stretch for one in found for tag in tags for stretch in _stretches(one, people, tag)]
    return Agreement(
        what,
        len(both),
        sum(1 in row for row in both),
        coefficients.alpha(ratings),
        coefficients.kappa(both),
        coefficients.alpha_on_text(stretches),
    )


def _stretches(one: Read, people: Sequence[str], tag: str) -> Iterator[coefficients.Stretch]:
    """Yield the text of the sentences cut where anybody's passage with a tag begins or ends."""
    spans = {
        author: [mark.span for mark in one.marks[author] if tag in mark.tags]
        for author in people
        if author in one.marks
    }
    cuts = sorted({edge for own in spans.values() for span in own for edge in (span.start, span.end)})
    for sentence in one.sentences:
        inside = [cut for cut in cuts if sentence.start < cut < sentence.end]
        for start, end in pairwise([sentence.start, *inside, sentence.end]):
            said = tuple(
                int(any(span.start <= start and end <= span.end for span in spans[author]))
                if author in one.said[sentence]
                else None
                for author in people
            )
            yield coefficients.Stretch(end - start, said)
