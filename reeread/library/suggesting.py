"""What the extractor suggests, and what the reader makes of it."""

from dataclasses import replace

from reeread.library import tagging
from reeread.library.library import Library
from reeread.model.annotation import Annotation, Passage
from reeread.model.briefing import Article
from reeread.model.errors import UsageError
from reeread.model.extraction import Decision, Highlight
from reeread.store import briefings, numbers
from reeread.store import highlights as rows
from reeread.store.deed import Deed


def highlights(lib: Library, briefing: str) -> tuple[Highlight, ...]:
    """Return the key sentences of a briefing as they were ranked when it came in, and those decided on.

    Raises:
        NotFound: The library holds no such briefing.
    """
    with lib.store.reading() as connection:
        _, version_id = briefings.current(connection, briefing)
        body = lib.text(connection, version_id).body
        shown = rows.key(connection, version_id, body)
        shown.update(rows.decided(connection, version_id, lib.author, body))
    return tuple(shown[span] for span in sorted(shown))


def reading(lib: Library, article: Article) -> tuple[Highlight, ...]:
    """Return every sentence and heading of an article, extracted now, with the reader's decisions.

    This takes as long as extraction takes (a long article: call it in a thread) and writes nothing.
    """
    from reeread.extract import extract

    with lib.store.reading() as connection:
        _, version_id = numbers.row_id(connection, article.briefing.id, int(article.version))
        decided = rows.decided(connection, version_id, lib.author, article.body)
    return tuple(
        replace(one, decision=decided[one.span].decision) if one.span in decided else one
        for one in extract(article.body, article.blocks)
    )


def accept(lib: Library, briefing: str, highlight: Highlight) -> Annotation:
    """Put the suggested tags on a sentence and mark it accepted: one deed, taken back by one undo.

    Raises:
        NotFound: The library has no such briefing, or the codebook lacks a suggested tag.
        UsageError: Nothing is suggested for the sentence.
    """
    if not highlight.tags:
        raise UsageError("Nothing is suggested for this sentence.", next_step="Tag it with a tag's key.")
    with lib.store.deed("accept", lib.author) as deed:
        passage = Passage(briefing, highlight.span)
        annotation = tagging.put(lib, deed, passage, [suggestion.tag for suggestion in highlight.tags])
        _decide(lib, deed, briefing, highlight, Decision.ACCEPTED)
        return annotation


def dismiss(lib: Library, briefing: str, highlight: Highlight) -> Decision:
    """Refuse the suggestions of a sentence, or take a refusal back; return which it is now.

    Raises:
        NotFound: The library has no such briefing.
    """
    with lib.store.deed("dismiss", lib.author) as deed:
        return _decide(lib, deed, briefing, highlight, Decision.DISMISSED)


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
    state = {
        "briefing": briefing,
        "version": numbers.number(deed.connection, version_id),
        "author": lib.author,
        **rows.fields(highlight, decision),
        "made": deed.at,
    }
    deed.create("highlight", rows, state)
    return decision
