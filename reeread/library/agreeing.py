"""How far the people who marked a library agree, and where they do not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, pairwise

from reeread.library import tagging
from reeread.library.codebook import check
from reeread.library.codebook import tags as codebook
from reeread.library.library import Library
from reeread.library.reading import article, find
from reeread.model.agreement import Agreement, Divided
from reeread.model.annotation import AnchorState, Annotation, Passage
from reeread.model.briefing import Article
from reeread.model.errors import NotFound
from reeread.model.span import Span
from reeread.team import agreement as coefficients

BY = ("tag", "briefing", "pair")


@dataclass(frozen=True)
class _Read:
    """One briefing as several people marked it."""

    briefing: str
    title: str
    article: Article
    sentences: tuple[Span, ...]
    marks: Mapping[str, Sequence[Annotation]]
    """What each of those who marked anything in it marked."""

    @cached_property
    def said(self) -> Mapping[Span, Mapping[str, tuple[str, ...]]]:
        """Return for each sentence what each of them said of it."""
        return {one: {author: self._tags_of(author, one) for author in self.marks} for one in self.sentences}

    def _tags_of(self, author: str, sentence: Span) -> tuple[str, ...]:
        """Return the tags that somebody put on at least half of a sentence, or on a part that is at least half in it."""
        borne = (one.tags for one in self.marks[author] if _covers(one.span, sentence))
        return tuple(dict.fromkeys(tag for tags in borne for tag in tags))


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
    tag out on a sentence if a passage with it covers half of the sentence, or lies half in it.

    Args:
        lib: The library.
        by: One of BY.
        briefings: Only these, by their ids.
        stack: Only the briefings of this stack.
        authors: Only these people.
        tags: Only these tags; those of the codebook that anybody used by default.

    Raises:
        NotFound: Fewer than two people marked the same briefing, or there is no such tag.
        ReereadError: The packages that it needs are not installed.
    """
    known = codebook(lib)
    check(tags, known)
    found = _read(lib, briefings, stack, authors)
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
    rows = []
    for one in _read(lib, briefings, stack, authors):
        for sentence, every in one.said.items():
            said = {
                author: tuple(tag for tag in own if not tags or tag in tags) for author, own in every.items()
            }
            if len({frozenset(tags) for tags in said.values()}) > 1:
                text = " ".join(sentence.within(one.article.body).split())
                rows.append(Divided(Passage(one.briefing, sentence), one.title, text, said))
    return tuple(sorted(rows, key=lambda row: -row.apart))


def _read(
    lib: Library, briefings: Sequence[str], stack: str | None, authors: Sequence[str]
) -> tuple[_Read, ...]:
    """Return the briefings that at least two people marked."""
    ids = tuple(find(lib, one).id for one in briefings)
    marks: dict[str, dict[str, list[Annotation]]] = defaultdict(lambda: defaultdict(list))
    for one in tagging.annotations(lib, briefings=ids, stack=stack, authors=authors):
        if one.state is not AnchorState.ORPHAN:
            marks[one.briefing][one.author].append(one)
    found = []
    for briefing, own in marks.items():
        if len(own) > 1:
            text = article(lib, briefing)
            found.append(_Read(briefing, text.briefing.title, text, tuple(_sentences(text)), own))
    if not found:
        raise NotFound(
            "No briefing was marked by two people, so there is nothing to agree on.",
            next_step="reeread merge FILE brings in what a colleague marked.",
        )
    return tuple(found)


def _sentences(article: Article) -> Iterator[Span]:
    from reeread.text.sentences import sentences

    for block in article.blocks:
        yield from sentences(article.body, block)


def _agreement(what: str, found: Sequence[_Read], people: Sequence[str], tags: Sequence[str]) -> Agreement:
    """Return the coefficients of some tags together: a sentence and a tag are a unit."""
    ratings = [
        tuple((int(tag in said[author]) if author in said else None) for author in people)
        for one in found
        for said in one.said.values()
        for tag in tags
    ]
    read = [row for row in ratings if sum(said is not None for said in row) > 1]
    stretches = [stretch for one in found for tag in tags for stretch in _stretches(one, people, tag)]
    return Agreement(
        what,
        len(read),
        sum(1 in row for row in read),
        coefficients.alpha(ratings),
        coefficients.kappa(read),
        coefficients.alpha_on_text(stretches),
    )


def _stretches(one: _Read, people: Sequence[str], tag: str) -> Iterator[coefficients.Stretch]:
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
                if author in spans
                else None
                for author in people
            )
            yield coefficients.Stretch(end - start, said)


def _covers(span: Span, sentence: Span) -> bool:
    common = min(span.end, sentence.end) - max(span.start, sentence.start)
    return common > 0 and 2 * common >= min(span.end - span.start, sentence.end - sentence.start)
