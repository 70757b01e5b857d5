"""`reeread anchors`: annotations whose passage moved, is unsure or was not found, and settling where they stand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.model.drift import UNSETTLED, Drift
from reeread.model.errors import Ambiguous, NotFound, UsageError
from reeread.model.span import Span

if TYPE_CHECKING:
    from reeread.library import Library

_SHORTEST = 8
"""An annotation's id is shown with so many characters, its last ones."""
_SHOWN = 12
"""How many places a message names."""


@click.command(
    "anchors",
    cls=Command,
    writes=True,
    examples=(
        "reeread anchors",
        "reeread anchors 4e7a --state review --json",
        "reeread anchors --accept e07b2c41 --accept 77d0f9a3",
        "reeread anchors --accept-moved",
        "reeread anchors --choose e07b2c41 --start 2048",
        "reeread anchors --detach 77d0f9a3",
    ),
)
@click.argument("briefings", metavar="[ID]...", nargs=-1)
@click.option(
    "--state",
    "states",
    type=click.Choice([state.value for state in UNSETTLED]),
    multiple=True,
    help="Only those in this state; repeat for several.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--accept",
    metavar="ANNOTATION",
    multiple=True,
    help="Let it stand where it was found; repeat for several.",
)
@click.option("--accept-moved", is_flag=True, help="Let all your own that moved stand where they were found.")
@click.option(
    "--detach", metavar="ANNOTATION", multiple=True, help="Let it stand nowhere; repeat for several."
)
@click.option(
    "--choose", metavar="ANNOTATION", help="Let it stand at another place: --start or --quote says which."
)
@click.option("--start", type=click.IntRange(0), metavar="N", help="Where the place to choose begins.")
@click.option("--quote", metavar="TEXT", help="What stands at the place to choose, to the letter.")
@click.pass_context
def anchors_command(
    ctx: click.Context,
    briefings: tuple[str, ...],
    states: tuple[str, ...],
    as_json: bool,
    accept: tuple[str, ...],
    accept_moved: bool,
    detach: tuple[str, ...],
    choose: str | None,
    start: int | None,
    quote: str | None,
) -> None:
    """List annotations whose source changed under them: moved, for review, or orphans that stand nowhere.

    Of briefings or of all. The first column is the annotation's id: by it one of your own is accepted where it was found,
    put elsewhere or detached, which `reeread undo` takes back. Orphans stay, with the text that they were made on.
    Passages of claims are found again whenever claims are shown: `reeread claims` says which are unsure.
    """
    from reeread.library import reading
    from reeread.library.anchoring import drifts
    from reeread.model.annotation import AnchorState

    deeds = [
        name
        for name, asked in (("accept", accept or accept_moved), ("detach", detach), ("choose", choose))
        if asked
    ]
    if len(deeds) > 1 or (accept and accept_moved):
        raise UsageError(
            "Accepting, choosing and detaching are deeds of their own.", next_step="Do one after the other."
        )
    if (start is not None or quote is not None) and not choose:
        raise UsageError(
            "--start and --quote say where --choose puts an annotation.", next_step="Add --choose ANNOTATION."
        )
    with library(ctx) as lib:
        chosen = [reading.find(lib, one).id for one in briefings]
        wanted = [AnchorState(state) for state in states] or UNSETTLED
        found = drifts(lib, chosen, wanted)
        if deeds:
            failure.say(_done(lib, found, deeds[0], accept, detach, choose, start, quote))
            return
        ids = reading.short_ids(lib, (one.annotation.briefing for one in found))
    if as_json:
        from reeread.export.rows import drift_row

        for one in found:
            output.json_line(drift_row(one))
    elif found:
        _table(found, ids)
    else:
        failure.say("Every annotation stands where it was made.")


def _done(
    lib: "Library",
    found: Sequence[Drift],
    deed: str,
    accept: Sequence[str],
    detach: Sequence[str],
    choose: str | None,
    start: int | None,
    quote: str | None,
) -> str:
    """Do what is asked, and return a sentence that says so."""
    from reeread.library import anchoring, editing
    from reeread.model.annotation import AnchorState

    if choose:
        one = _of(found, choose)
        span = _place(lib, one, start, quote)
        editing.move(lib, one.annotation.id, span)
        return f"It stands at {span.start} now. `reeread undo` takes it back."
    if deed == "accept":
        moved = [one for one in found if one.annotation.state is AnchorState.MOVED]
        chosen = [_of(found, one) for one in accept] or moved
        changed = anchoring.accept(lib, [one.annotation.id for one in chosen])
        said = "Accepted"
    else:
        changed = anchoring.detach(lib, [_of(found, one).annotation.id for one in detach])
        said = "Detached"
    rest = [
        *([f"{changed.same} stood so already or nowhere"] if changed.same else []),
        *([f"{changed.foreign} belong to others"] if changed.foreign else []),
    ]
    back = " `reeread undo` takes it back." if changed.changed else ""
    return f"{said} {changed.changed}{''.join(f', {one}' for one in rest)}.{back}"


def _of(found: Sequence[Drift], id: str) -> Drift:
    """Return the one whose id ends so, or is so.

    Raises:
        NotFound: None is.
        Ambiguous: Several are.
    """
    asked = id.strip().lower()
    hits = [one for one in found if asked and one.annotation.id.endswith(asked)]
    if len(hits) == 1:
        return hits[0]
    if hits:
        raise Ambiguous(f"Several annotations have an id like {id}.", next_step="Give more of it.")
    raise NotFound(
        f"No annotation that moved, is for review or an orphan has the id {id}.",
        next_step="`reeread anchors` lists them.",
    )


def _place(lib: "Library", one: Drift, start: int | None, quote: str | None) -> Span:
    """Return the place that is meant.

    Raises:
        NotFound: There is none.
        Ambiguous: There are several, or it is not said which.
    """
    from reeread.cli import quotes
    from reeread.library.anchoring import places

    if quote is not None:
        return quotes.passage(lib, one.annotation.briefing, quote, start).span
    spans = places(lib, one.annotation.id)
    for span in spans:
        if span.start == start:
            return span
    told = ", ".join(str(span.start) for span in spans[:_SHOWN])
    what = f"It may stand at {told}." if spans else "Nothing like it stands in the text."
    if start is None:
        raise Ambiguous(what, next_step="Choose with --start, or say with --quote what stands there.")
    raise NotFound(
        f"No such place begins at {start}. {what}", next_step="Say with --quote what stands there."
    )


def _table(found: Sequence[Drift], ids: dict[str, str]) -> None:
    """Print a line for each annotation."""
    show(
        (
            Column("id"),
            Column("state"),
            Column("briefing"),
            Column("was", number=True),
            Column("now", number=True),
            Column("tags"),
            Column("old text", long=True),
            Column("new text", long=True),
            Column("author"),
        ),
        (
            (
                one.annotation.id[-_SHORTEST:],
                one.annotation.state.value,
                ids[one.annotation.briefing],
                one.was.span.start if one.was else "",
                one.now.span.start if one.now else "",
                one.annotation.label,
                one.was.text if one.was else one.annotation.anchor.exact,
                ("=" if not one.reworded and one.was else one.now.text) if one.now else "",
                one.annotation.author,
            )
            for one in found
        ),
    )
