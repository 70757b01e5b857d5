"""Marks on passages: tags and notes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from reeread.library.library import Library
from reeread.model.annotation import Anchor, AnchorState, Annotation, Passage
from reeread.model.asked import Asked
from reeread.model.errors import NotFound, UsageError
from reeread.model.span import Span
from reeread.store import annotations as rows
from reeread.store import briefings as rows_of_briefings
from reeread.store import codebook
from reeread.store.deed import Deed


def annotations(
    lib: Library,
    briefing: str | None = None,
    *,
    briefings: Sequence[str] = (),
    tags: Sequence[str] = (),
    authors: Sequence[str] = (),
    since: str | None = None,
    stack: str | None = None,
    states: Sequence[AnchorState] = (),
    text: str = "",
    sort: str = "place",
    limit: int | None = None,
) -> tuple[Annotation, ...]:
    """Return annotations, everybody's unless asked otherwise.

    Args:
        lib: The library.
        briefing: Only those on the briefing of this id.
        briefings: Only those on the briefings of these ids.
        tags: Only those that bear one of these, or a tag below it ("risk/supply" is below "risk").
        authors: Only those by one of these.
        since: Only those made or changed on this ISO date (or at this date-time in UTC) or later.
        stack: Only those on briefings of this stack.
        states: Only those whose anchor is in one of these states.
        text: Only those with all its words in quote or note, whatever their case and accents.
        sort: "place" (briefings in the order of adding, then the text), "modified" (the latest change first),
            "tag" (by the first tag in the codebook's order, then by place), "author" or "text".
        limit: Only the first so many.

    Raises:
        NotFound: The codebook has no such tag, nor one below it.
        UsageError: `since` is no ISO date, or there is no such order.
    """
    if sort not in rows.ORDERS:
        raise UsageError(f"{sort!r} is no order.", next_step=f"There are {', '.join(rows.ORDERS)}.")
    if since is not None:
        try:
            date.fromisoformat(since[:10])
        except ValueError:
            raise UsageError(f"{since!r} is no date.", next_step="Write it like 2026-05-31.") from None
    chosen = (*briefings, *([briefing] if briefing is not None else []))
    stacks = None if stack is None else (stack,)
    with lib.store.reading() as connection:
        names = codebook.ids(connection)
        for tag in tags:
            if not any(name == tag or name.startswith(f"{tag}/") for name in names):
                raise _unknown(tag, names)
        asked = Asked(chosen, tags, authors, since, stacks, states, text, sort)
        return tuple(rows.found(connection, asked, limit))


def tag(lib: Library, passage: Passage, tags: Iterable[str], note: str | None = None) -> Annotation:
    """Put tags, and a note if one is given, on a passage and return the annotation; twice is once.

    Raises:
        NotFound: The library has no such briefing or tag.
        UsageError: There is nothing to put, or the passage lies outside the body.
    """
    with lib.store.deed("tag", lib.author) as deed:
        return put(lib, deed, passage, tags, note)


def untag(lib: Library, passage: Passage, tags: Iterable[str] | None = None) -> Annotation | None:
    """Take tags, or all of them, off a passage and return what is left of the annotation.

    Raises:
        NotFound: The library has no such briefing or tag.
    """
    with lib.store.deed("untag", lib.author) as deed:
        current = rows.at(deed.connection, passage.briefing, passage.span, lib.author)
        off = set(known(deed, tags)) if tags is not None else None
        if current is None:
            return None
        left = () if off is None else tuple(name for name in current.tags if name not in off)
        return _write(lib, deed, passage, current, left, current.note)


def toggle(lib: Library, passage: Passage, tag: str) -> Annotation | None:
    """Put a tag on a passage or take it off, and return what the annotation is now.

    Raises:
        NotFound: The library has no such briefing or tag.
        UsageError: The passage lies outside the body.
    """
    with lib.store.deed("tag", lib.author) as deed:
        current = rows.at(deed.connection, passage.briefing, passage.span, lib.author)
        if current is not None and tag in current.tags:
            deed.name = "untag"
            left = tuple(name for name in current.tags if name != tag)
            return _write(lib, deed, passage, current, left, current.note)
        ids = usable(deed, (tag,))
        if current is None:
            return _write(lib, deed, passage, None, (tag,), "", ids)
        return _write(lib, deed, passage, current, (*current.tags, tag), current.note, ids)


def note(lib: Library, passage: Passage, text: str) -> Annotation | None:
    """Write one's note on a passage, kept to the character; an empty text takes it away.

    Raises:
        NotFound: The library has no such briefing.
        UsageError: The text holds half of a surrogate pair, or the passage lies outside the body.
    """
    with lib.store.deed("note", lib.author) as deed:
        current = rows.at(deed.connection, passage.briefing, passage.span, lib.author)
        return _write(lib, deed, passage, current, current.tags if current else (), text)


def occurrences(lib: Library, briefing: str, quote: str) -> tuple[Span, ...]:
    """Return every place where a quote stands in a briefing to the letter.

    Raises:
        NotFound: The library holds no such briefing.
    """
    from reeread.text import anchors

    with lib.store.reading() as connection:
        _, version_id = rows_of_briefings.current(connection, briefing)
        return tuple(anchors.occurrences(lib.text(connection, version_id).body, quote))


def put(
    lib: Library, deed: Deed, passage: Passage, tags: Iterable[str], note: str | None = None
) -> Annotation:
    """Put tags and a note on a passage as part of a deed that may do more."""
    names = list(tags)
    current = rows.at(deed.connection, passage.briefing, passage.span, lib.author)
    ids = usable(deed, [name for name in names if current is None or name not in current.tags])
    text = note if note is not None else current.note if current else ""
    if not names and not text and current is None:
        raise UsageError("There is neither a tag nor a note to put on the passage.")
    borne = (*(current.tags if current else ()), *names)
    annotation = _write(lib, deed, passage, current, borne, text, ids)
    if annotation is None:
        raise UsageError("That would leave the passage with neither a tag nor a note.")
    return annotation


def _write(
    lib: Library,
    deed: Deed,
    passage: Passage,
    current: Annotation | None,
    tags: Sequence[str],
    note: str,
    ids: Mapping[str, str] | None = None,
) -> Annotation | None:
    """Make the author's annotation on a passage bear these tags and this note; with neither, and no grade, it goes.

    What it is then is not read again: half of what a tag takes is the disk, and the rest are such questions.
    """
    storable(note)
    if not tags and not note and (current is None or not current.grade):
        if current is not None:
            deed.change("annotation", rows, current.id, None)
        return None
    if ids is None:
        ids = codebook.ids(deed.connection)
    names = tuple(name for name in ids if name in tags)
    borne = [ids[name] for name in names]
    if current is None:
        anchor, state = new(lib, deed, passage, borne, note)
        uuid = deed.create("annotation", rows, state)
        return Annotation(uuid, passage.briefing, anchor, names, note, lib.author, deed.at, deed.at)
    if names == current.tags and note == current.note:
        return current
    deed.change("annotation", rows, current.id, {"tags": borne, "note": note, "modified": deed.at})
    return current._replace(tags=names, note=note, modified=deed.at)


def new(
    lib: Library, deed: Deed, passage: Passage, tags: Sequence[str], note: str, grade: int | None = None
) -> tuple[Anchor, dict[str, object]]:
    """Return the anchor of a new annotation and all its fields as the log writes them, its tags by their ids."""
    _, version_id, number = rows_of_briefings.shown(deed.connection, passage.briefing)
    anchor = anchored(lib, deed, version_id, passage.span)
    return anchor, {
        "briefing": passage.briefing,
        "version": number,
        "author": lib.author,
        **fields(anchor),
        "note": note,
        "state": AnchorState.ANCHORED.value,
        "created": deed.at,
        "modified": deed.at,
        "grade": grade,
        "outcome": None,
        "shown": None,
        "tags": tags,
    }


def anchored(lib: Library, deed: Deed, version_id: int, span: Span) -> Anchor:
    """Return how an annotation finds a span of a version again.

    Raises:
        UsageError: The span lies outside the body.
    """
    from reeread.text import anchors

    body = lib.text(deed.connection, version_id).body
    if not 0 <= span.start < span.end <= len(body):
        raise UsageError(
            f"The passage {span.start}–{span.end} is not inside the body of {len(body)} characters.",
            next_step="Offsets count characters from 0, the end is exclusive.",
        )
    return anchors.anchor(body, span)


def fields(anchor: Anchor) -> dict[str, object]:
    """Return an anchor as the log writes it."""
    return {
        "start": anchor.start,
        "end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
    }


def known(deed: Deed, tags: Iterable[str]) -> list[str]:
    """Return the names of tags, all of which the codebook has.

    Raises:
        NotFound: It lacks one.
    """
    names, present = list(tags), codebook.ids(deed.connection)
    for name in names:
        if name not in present:
            raise _unknown(name, present)
    return names


def usable(deed: Deed, tags: Iterable[str]) -> dict[str, str]:
    """Return the ids of all tags by name, in their order, if these can be put on a passage.

    Raises:
        NotFound: The codebook lacks one.
        UsageError: One is retired.
    """
    present = codebook.entries(deed.connection)
    for name in tags:
        if name not in present:
            raise _unknown(name, present)
        if present[name][1]:
            raise UsageError(
                f"The tag {name!r} is retired.",
                next_step=f"Bring it back with: reeread codebook restore {_quoted(name)}",
            )
    return {name: uuid for name, (uuid, _) in present.items()}


def _unknown(name: str, present: Iterable[str]) -> NotFound:
    return NotFound(
        f"The codebook has no tag {name!r}: it has {', '.join(present)}.",
        next_step=f"Add it with: reeread codebook add {_quoted(name)}",
    )


def _quoted(name: str) -> str:
    """Return a name as a shell takes it for one word."""
    import shlex

    return shlex.quote(name)


def storable(text: str) -> None:
    """Refuse a note that UTF-8 cannot hold, with the place of the character.

    Raises:
        UsageError: It holds half of a surrogate pair.
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise UsageError(
            f"The note cannot be kept: its character {error.start + 1} is half of a surrogate pair.",
            next_step="Take it out and try again.",
        ) from None
