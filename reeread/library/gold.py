"""Settling disagreements into a gold set: annotations of an author whom nobody is, with the reasons as their notes."""

from collections.abc import Iterable, Sequence

from reeread.library import sides, tagging
from reeread.library.codebook import check
from reeread.library.codebook import tags as codebook
from reeread.library.library import Library
from reeread.model.agreement import GOLD, Dispute, is_gold
from reeread.model.annotation import Annotation, Passage
from reeread.model.errors import NotFound, UsageError
from reeread.store import annotations as rows
from reeread.store import codebook as rows_of_codebook
from reeread.store.deed import Deed


def disputes(
    lib: Library,
    gold: str = GOLD,
    *,
    briefings: Sequence[str] = (),
    stack: str | None = None,
    authors: Sequence[str] = (),
    tags: Sequence[str] = (),
) -> tuple[Dispute, ...]:
    """Return the sentences on which people differ, those that divide them most first, and what was decided on each.

    Args:
        lib: The library.
        gold: The gold set.
        briefings: Only these, by their ids.
        stack: Only the briefings of this stack.
        authors: Only what these people said.
        tags: Only sentences on which they differ in one of these; what else they said of them stands there, too.

    Raises:
        NotFound: Fewer than two people marked the same briefing, or there is no such tag.
        UsageError: The name of the gold set is none.
    """
    named(gold)
    check(tags, codebook(lib))
    found = []
    for one in sides.read(lib, briefings, stack, authors):
        for sentence in one.differing(tags):
            said = one.said[sentence]
            notes = {
                author: wrote
                for author in said
                if (wrote := tuple(mark.note for mark in one.on(author, sentence) if mark.note))
            }
            found.append(Dispute(one.divided(sentence, said), notes, _first(one.on(gold, sentence))))
    return tuple(sorted(found, key=lambda row: -row.divided.apart))


def at(found: Sequence[Dispute], passage: Passage) -> Dispute:
    """Return the one of these disputes that a passage is in.

    Raises:
        NotFound: People do not differ on it, or it reaches beyond one sentence.
    """
    for one in found:
        place, span = one.passage, passage.span
        if (
            place.briefing == passage.briefing
            and place.span.start <= span.start
            and span.end <= place.span.end
        ):
            return one
    raise NotFound(
        "On that passage people do not differ.",
        next_step="`reeread settle --open` lists the sentences on which they do.",
    )


def side(dispute: Dispute, author: str) -> tuple[str, ...]:
    """Return what somebody put on a sentence.

    Raises:
        NotFound: That person is none of those who are compared on it.
    """
    if author not in dispute.divided.tags:
        raise NotFound(
            f"{author!r} did not read it.",
            next_step=f"Those who did are {', '.join(dispute.divided.tags)}.",
        )
    return dispute.divided.tags[author]


def settle(lib: Library, passage: Passage, tags: Iterable[str], reason: str, gold: str = GOLD) -> Annotation:
    """Let a gold set say of a passage that it bears just these tags, and none other, for a reason; and return that.

    The log has who decided it. What was decided on the passage before is replaced.

    Raises:
        NotFound: The library has no such briefing or tag.
        UsageError: There is no reason, a tag is retired, the name of the gold set is none, or who decides has such a name.
    """
    if not (reason := reason.strip()):
        raise UsageError("A disagreement is settled for a reason.", next_step="Say it in a few words.")
    tagging.storable(reason)
    named(gold)
    _person(lib)
    names = list(tags)
    with lib.store.deed("gold", lib.author) as deed:
        tagging.known(deed, names)
        current = rows.at(deed.connection, passage.briefing, passage.span, gold)
        tagging.usable(deed, [name for name in names if current is None or name not in current.tags])
        return _write(lib, deed, passage, names, reason, gold)


def settle_agreed(
    lib: Library,
    gold: str = GOLD,
    *,
    briefings: Sequence[str] = (),
    stack: str | None = None,
    authors: Sequence[str] = (),
) -> int:
    """Take the sentences that all who read them marked alike into a gold set, and return how many are new there: one deed.

    What all left unmarked needs nothing: a gold set that speaks of a briefing says so of each such sentence by its silence.

    Raises:
        NotFound: Fewer than two people marked the same briefing.
        UsageError: The name of the gold set is none, or who decides has such a name.
    """
    named(gold)
    _person(lib)
    read = sides.read(lib, briefings, stack, authors)
    done = 0
    with lib.store.deed("gold agreed", lib.author) as deed:
        for one in read:
            for sentence, said in one.said.items():
                first, *others = [frozenset(own) for own in said.values()]
                if first and all(first == other for other in others) and not one.on(gold, sentence):
                    _write(lib, deed, Passage(one.briefing, sentence), first, "", gold)
                    done += 1
    return done


def _write(
    lib: Library, deed: Deed, passage: Passage, tags: Iterable[str], note: str, gold: str
) -> Annotation:
    """Write what a gold set says of a passage."""
    wanted = set(tags)
    ids = rows_of_codebook.ids(deed.connection)
    names = tuple(name for name in ids if name in wanted)
    borne = [ids[name] for name in names]
    current = rows.at(deed.connection, passage.briefing, passage.span, gold)
    if current is not None:
        if (current.tags, current.note) != (names, note):
            deed.change("annotation", rows, current.id, {"tags": borne, "note": note, "modified": deed.at})
        return current._replace(tags=names, note=note, modified=deed.at)
    anchor, state = tagging.new(lib, deed, passage, borne, note)
    uuid = deed.create("annotation", rows, {**state, "author": gold})
    return Annotation(uuid, passage.briefing, anchor, names, note, gold, deed.at, deed.at)


def _first(marks: Sequence[Annotation]) -> Annotation | None:
    return marks[0] if marks else None


def named(gold: str) -> None:
    """Refuse a name under which a person may work.

    Raises:
        UsageError: It is neither "gold" nor begins with "gold/".
    """
    if not is_gold(gold) or gold.endswith("/"):
        raise UsageError(
            f"{gold!r} is no name of a gold set.",
            next_step=f"It is called {GOLD}, or by a name below that: {GOLD}/ports.",
        )


def _person(lib: Library) -> None:
    """Refuse to settle in the name of a gold set.

    Raises:
        UsageError: The author has such a name.
    """
    if is_gold(lib.author):
        raise UsageError(
            f"{lib.author!r} is a gold set, and decides nothing.", next_step="Settle under your own name."
        )
