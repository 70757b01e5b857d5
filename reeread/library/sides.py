"""Briefings as several people marked them: what each said of each sentence, and what a gold set says."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from reeread.library import tagging
from reeread.library.library import Library
from reeread.library.reading import article, find
from reeread.model.agreement import Divided, is_gold
from reeread.model.annotation import AnchorState, Annotation, Passage
from reeread.model.briefing import Article
from reeread.model.errors import NotFound
from reeread.model.span import Span


@dataclass(frozen=True)
class Read:
    """One briefing as several people marked it."""

    briefing: str
    title: str
    article: Article
    sentences: tuple[Span, ...]
    every: Mapping[str, Sequence[Annotation]]
    """What each who marked anything in it marked, gold sets too."""
    compared: frozenset[str]
    """Those of them who are compared."""

    @cached_property
    def marks(self) -> Mapping[str, Sequence[Annotation]]:
        """Return what each of those who are compared marked."""
        return {author: own for author, own in self.every.items() if author in self.compared}

    @cached_property
    def said(self) -> Mapping[Span, Mapping[str, tuple[str, ...]]]:
        """Return for each sentence what each of them said of it; a gold set says nothing of what is not settled."""
        return {
            one: {author: self._tags_of(author, one) for author in self.marks if self._speaks(author, one)}
            for one in self.sentences
        }

    def on(self, author: str, sentence: Span) -> tuple[Annotation, ...]:
        """Return what somebody put on at least half of a sentence, or on a part that is at least half in it."""
        return tuple(one for one in self.every.get(author, ()) if _covers(one.span, sentence))

    def asked(self, sentence: Span, tags: Sequence[str]) -> Mapping[str, tuple[str, ...]]:
        """Return what each said of a sentence in these tags, in any if there are none."""
        return {
            author: tuple(tag for tag in own if not tags or tag in tags)
            for author, own in self.said[sentence].items()
        }

    def differing(self, tags: Sequence[str]) -> Iterator[Span]:
        """Yield the sentences on which they differ in one of these tags, in any if there are none."""
        for one in self.sentences:
            if len({frozenset(own) for own in self.asked(one, tags).values()}) > 1:
                yield one

    def divided(self, sentence: Span, said: Mapping[str, tuple[str, ...]]) -> Divided:
        """Return a sentence with what each said of it."""
        text = " ".join(sentence.within(self.article.body).split())
        return Divided(Passage(self.briefing, sentence), self.title, text, said)

    def _tags_of(self, author: str, sentence: Span) -> tuple[str, ...]:
        """Return the tags that somebody put on a sentence."""
        return tuple(dict.fromkeys(tag for one in self.on(author, sentence) for tag in one.tags))

    def _speaks(self, author: str, sentence: Span) -> bool:
        """Return whether somebody says anything of a sentence: a person always, if only that it bears no tag."""
        if not is_gold(author) or self.on(author, sentence):
            return True
        return not any(self.on(other, sentence) for other in self.every if not is_gold(other))


def read(
    lib: Library, briefings: Sequence[str] = (), stack: str | None = None, authors: Sequence[str] = ()
) -> tuple[Read, ...]:
    """Return the briefings that at least two of those who are compared marked.

    Args:
        lib: The library.
        briefings: Only these, by their ids.
        stack: Only the briefings of this stack.
        authors: Who is compared; everybody but gold sets by default.

    Raises:
        NotFound: There is none.
    """
    ids = tuple(find(lib, one).id for one in briefings)
    marks: dict[str, dict[str, list[Annotation]]] = defaultdict(lambda: defaultdict(list))
    for one in tagging.annotations(lib, briefings=ids, stack=stack):
        if one.state is not AnchorState.ORPHAN:
            marks[one.briefing][one.author].append(one)
    found = []
    for briefing, every in marks.items():
        compared = frozenset(name for name in every if (name in authors if authors else not is_gold(name)))
        if len(compared) > 1:
            text = article(lib, briefing)
            found.append(Read(briefing, text.briefing.title, text, tuple(_sentences(text)), every, compared))
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


def _covers(span: Span, sentence: Span) -> bool:
    common = min(span.end, sentence.end) - max(span.start, sentence.start)
    return common > 0 and 2 * common >= min(span.end - span.start, sentence.end - sentence.start)
