"""What the extractor suggests, and what the reader makes of it."""

from collections.abc import Callable, Sequence

from reeread.library import tagging
from reeread.library.library import Library, first_tags
from reeread.library.suggested import Names
from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Article
from reeread.model.decided import Decided
from reeread.model.errors import AlreadyDone, UsageError
from reeread.model.extraction import Decision, Highlight
from reeread.model.tag import Tag
from reeread.store import briefings, codebook, numbers
from reeread.store import highlights as rows
from reeread.store.deed import Deed

NO_CUES = "Its language has no folder of cues: sentences are ranked and figures read, tags are not suggested."


def highlights(lib: Library, briefing: str) -> tuple[Highlight, ...]:
    """Return the key sentences of a briefing as they were ranked when it came in, and those decided on.

    Suggestions bear the codebook's names; those whose tag is retired or was removed are left out.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.reading() as connection:
        _, version_id = briefings.current(connection, briefing)
        body = lib.text(connection, version_id).body
        shown = rows.key(connection, version_id, body)
        shown.update(rows.decided(connection, version_id, lib.author, body))
        names = Names(codebook.tags(connection))
    return tuple(names.ours(shown[span]) for span in sorted(shown))


def reading(lib: Library, article: Article) -> tuple[Highlight, ...]:
    """Return every sentence and heading of an article, extracted now, with the reader's decisions.

    This takes as long as extraction takes (a long article: call it in a thread) and writes nothing.
    Suggestions bear the codebook's names; those whose tag is retired or was removed are left out.
    """
    from reeread.extract import extract

    return _decided(lib, article, extract(article.body, article.blocks, published=article.briefing.published))


def suggests_tags(body: str) -> bool:
    """Return whether tags are suggested for a body; where they are not, `NO_CUES` says why."""
    from reeread.extract import suggests_tags as spoken

    return spoken(body)


def seconded(lib: Library, found: tuple[Highlight, ...]) -> tuple[Highlight, ...]:
    """Return what `reading` found with what plug-ins suggest beside it; that takes as long as they take."""
    if not _plugins():
        return found
    with lib.store.reading() as connection:
        tags = codebook.tags(connection)
    return _seconded(found, tags)


def without_library(found: tuple[Highlight, ...]) -> tuple[Highlight, ...]:
    """Return sentences of a file with what plug-ins suggest for them, as if for a new library."""
    return _seconded(found, first_tags()) if _plugins() else found


def to_keep(lib: Library, found: tuple[Highlight, ...]) -> tuple[Highlight, ...]:
    """Return sentences as our own extractor read them with what plug-ins suggest, all under extractors' names."""
    if not _plugins():
        return found
    with lib.store.reading() as connection:
        tags = codebook.tags(connection)
    names = Names(tags)
    shown = tuple(map(names.ours, found))
    whole = _seconded(shown, tags)
    more = (one._replace(tags=one.tags[len(bare.tags) :]) for one, bare in zip(whole, shown, strict=True))
    return tuple(
        own._replace(tags=(*own.tags, *names.theirs(other).tags))
        for own, other in zip(found, more, strict=True)
    )


def reading_part(
    lib: Library, article: Article, number: int, stop: Callable[[], bool] | None = None
) -> tuple[Highlight, ...]:
    """Return what `reading` says of one part of a long article, counted from 0, without reading the rest.

    Nothing comes back when `stop`, which is asked at every sentence, says so.
    """
    from reeread.extract import part

    published = article.briefing.published
    return _decided(lib, article, part(article.body, article.blocks, number, stop, published=published))


def decided(lib: Library, briefing: str) -> tuple[Highlight, ...]:
    """Return the sentences of a briefing that the reader accepted or dismissed.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.reading() as connection:
        _, version_id = briefings.current(connection, briefing)
        body = lib.text(connection, version_id).body
        names = Names(codebook.tags(connection))
        return tuple(map(names.ours, rows.decided(connection, version_id, lib.author, body).values()))


def everybody(lib: Library, briefing: str) -> tuple[Decided, ...]:
    """Return what anybody decided on the suggestions of a briefing's present version.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.reading() as connection:
        _, version_id = briefings.current(connection, briefing)
        names = Names(codebook.tags(connection))
        return tuple(
            one._replace(tags=tuple(map(names.present, one.tags)))
            for one in rows.everybody(connection, version_id)
        )


def accept(lib: Library, briefing: str, highlight: Highlight) -> Annotation:
    """Put the suggested tags on a sentence and mark it accepted: one deed, taken back by one undo.

    Raises:
        AlreadyDone: It was accepted before, and the tags are all there.
        NotFound: The library has no such briefing, or the codebook lacks a suggested tag.
        UsageError: Nothing is suggested for the sentence, or a suggested tag is retired.
    """
    if not highlight.tags:
        raise UsageError("Nothing is suggested for this sentence.", next_step="Tag it with a tag's key.")
    with lib.store.deed("accept", lib.author) as deed:
        names = Names(codebook.tags(deed.connection))
        tags = [names.present(suggestion.tag) for suggestion in highlight.tags]
        annotation = tagging.put(lib, deed, Passage(briefing, highlight.span), tags)
        _decide(lib, deed, briefing, highlight, Decision.ACCEPTED)
        if not deed.logged:
            raise AlreadyDone("Already accepted.")
        return annotation


def dismiss(lib: Library, briefing: str, highlight: Highlight) -> Decision:
    """Refuse the suggestions of a sentence, or take a refusal back; return which it is now.

    Raises:
        NotFound: The library has no such briefing.
    """
    with lib.store.deed("dismiss", lib.author) as deed:
        return _decide(lib, deed, briefing, highlight, Decision.DISMISSED)


def _seconded(found: tuple[Highlight, ...], tags: Sequence[Tag]) -> tuple[Highlight, ...]:
    from reeread.library.minds import suggestions

    said = suggestions(found, tags)
    return tuple(
        one._replace(tags=(*one.tags, *more)) if more else one for one, more in zip(found, said, strict=True)
    )


def _decided(lib: Library, article: Article, found: tuple[Highlight, ...]) -> tuple[Highlight, ...]:
    """Return the highlights with the reader's decisions."""
    with lib.store.reading() as connection:
        _, version_id = numbers.row_id(connection, article.briefing.id, int(article.version))
        decided = rows.decided(connection, version_id, lib.author, article.body)
        names = Names(codebook.tags(connection))
    return tuple(
        one._replace(decision=decided[one.span].decision) if one.span in decided else one
        for one in map(names.ours, found)
    )


def _decide(lib: Library, deed: Deed, briefing: str, highlight: Highlight, decision: Decision) -> Decision:
    _, version_id = briefings.current(deed.connection, briefing)
    known = rows.decision(deed.connection, version_id, lib.author, highlight.span)
    if known and known[1] is Decision.DISMISSED and decision is Decision.DISMISSED:
        deed.name = "reopen"
        deed.change("highlight", rows, known[0], None)
        return Decision.OPEN
    if known:
        deed.change("highlight", rows, known[0], {"decision": decision.value})
        return decision
    theirs = Names(codebook.tags(deed.connection)).theirs(highlight)
    state = {
        "briefing": briefing,
        "version": numbers.number(deed.connection, version_id),
        "author": lib.author,
        **rows.fields(theirs, decision),
        "made": deed.at,
    }
    deed.create("highlight", rows, state)
    return decision


def _plugins() -> bool:
    """Return whether the settings name plug-ins."""
    from reeread.plugins import named  # not before the first paint

    return bool(named())
