"""`reeread hub …`: making a hub, who may use it, who pushed when, and where people differ."""

from typing import TYPE_CHECKING

import click

from reeread.cli import failure, output, passwords
from reeread.cli.group import Family
from reeread.cli.opened import library
from reeread.cli.tables import Column, show
from reeread.model.errors import NotFound, UsageError
from reeread.team.address import Address
from reeread.team.address import address as checked

if TYPE_CHECKING:
    from reeread.team.setup import Member

_LISTED = 5
"""Ids of damaged changes that are named."""


@click.group("hub", cls=Family)
def hub_command() -> None:
    """Set up a hub on PostgreSQL, and see who shares what over it."""


@hub_command.command("init", examples=("reeread hub init postgresql://owner@hub.example/desk",))
@click.argument("address")
def init_command(address: str) -> None:
    """Make a hub in the database of ADDRESS, or bring one up to date; its owner does this."""
    from reeread.team import setup
    from reeread.team.hub import connected

    with connected(told(address)) as connection:
        before, now = setup.init(connection)
    if before == now:
        output.line(f"The hub is up to date (version {now}).")
    else:
        output.line(f"The hub is {'made' if before == 0 else 'brought up to date'} (version {now}).")
    output.line("Let people use it: reeread hub users ADDRESS --add NAME")


@hub_command.command(
    "users",
    examples=(
        "reeread hub users postgresql://owner@hub.example/desk",
        "reeread hub users postgresql://owner@hub.example/desk --add ben",
    ),
)
@click.argument("address")
@click.option(
    "--add", "added", metavar="NAME", help="Let this role use the hub; it is made if there is none."
)
@click.option(
    "--password",
    "ask",
    is_flag=True,
    help="With --add: ask for a password that the role is to have; without a terminal it is the first line of the input.",
)
@click.option(
    "--remove", "removed", metavar="NAME", help="Let this role use the hub no longer; what it pushed stays."
)
def users_command(address: str, added: str | None, ask: bool, removed: str | None) -> None:
    """List who may use a hub, and let people in.

    Who is let in may read all of it and add to it, and neither change nor take away anything. A new role has no
    password unless one is asked for: then it cannot log in where the server wants one.
    """
    from reeread.team import hub, setup

    if ask and added is None:
        raise UsageError("--password goes with --add.", next_step="Say for whom.")
    where = told(address)
    password = passwords.new(added) if ask and added is not None else None
    with hub.hub(where) as connection:
        if added is not None:
            made = setup.add_member(connection, added, password)
            output.line(f"{added} may use the hub{', and is a new role' if made else ''}.")
        if removed is not None:
            setup.remove_member(connection, removed)
            output.line(f"{removed} may use the hub no longer.")
        if added is not None or removed is not None:
            return
        people = setup.members(connection)
    show(
        (
            Column("role"),
            Column("may use it"),
            Column("as", long=True),
            Column("changes", number=True),
            Column("last"),
        ),
        (
            (one.name, "yes" if one.may else "no", ", ".join(one.authors), f"{one.edits:,}", _time(one.last))
            for one in people
        ),
    )


@hub_command.command("status", writes=True, examples=("reeread hub status",))
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def status_command(ctx: click.Context, as_json: bool) -> None:
    """Tell what waits here to be sent, where people differ, and who pushed when."""
    from reeread.library.syncing import damaged, state

    with library(ctx) as lib:
        here = state(lib)
        unsound = damaged(lib)
    if here is None:
        raise NotFound("This library has no hub yet.", next_step="Name it: reeread sync ADDRESS")
    if as_json:
        people = _people(here.address)
        output.json_line(
            {
                "address": here.address,
                "pending": here.pending,
                "conflicts": here.conflicts,
                "aside": here.aside,
                "damaged": [*unsound],
                "people": [
                    {
                        "role": one.name,
                        "authors": [*one.authors],
                        "pushes": one.pushes,
                        "changes": one.edits,
                        "last": one.last or None,
                    }
                    for one in people
                ],
            }
        )
        return
    waiting = some(here.pending, "own change", "wait", "waits")
    output.line(f"{here.address}: {waiting} here, {some(here.conflicts, 'field', 'differ', 'differs')}.")
    if later := here.aside - len(unsound):
        kept = some(later, "change", "are kept", "is kept")
        output.line(f"{kept} for a newer reeread, or until the rest of what is spoken of is here.")
    if unsound:
        listed = ", ".join(unsound[:_LISTED]) + (", …" if len(unsound) > _LISTED else "")
        output.line(f"{some(len(unsound), 'damaged change', 'are', 'is')} kept as received: {listed}.")
    show(
        (
            Column("role"),
            Column("as", long=True),
            Column("pushes", number=True),
            Column("changes", number=True),
            Column("last"),
        ),
        (
            (one.name, ", ".join(one.authors), f"{one.pushes:,}", f"{one.edits:,}", _time(one.last))
            for one in _people(here.address)
            if one.pushes
        ),
    )


@hub_command.command(
    "conflicts", writes=True, examples=("reeread hub conflicts", "reeread hub conflicts --json")
)
@click.option(
    "--settle", "number", type=int, metavar="N", help="Let a value of the Nth field stand: see --take."
)
@click.option(
    "--take", "taken", type=int, metavar="M", help="With --settle: the Mth value, 1 is the one that is shown."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line for each field.")
@click.pass_context
def conflicts_command(ctx: click.Context, number: int | None, taken: int | None, as_json: bool) -> None:
    """List the fields that several people changed without knowing of each other, or settle one.

    All values are kept; the first of each is the one that is shown. Any later edit of the field settles it, too.
    """
    from reeread.library.syncing import conflicts, settle

    if (number is None) != (taken is None):
        raise UsageError(
            "--settle and --take go together.", next_step="`reeread hub conflicts --help` says more."
        )
    with library(ctx) as lib:
        found = conflicts(lib)
        if number is not None and taken is not None:
            if not 1 <= number <= len(found) or not 1 <= taken <= len(found[number - 1].choices):
                raise NotFound(
                    "There is no such field or value.", next_step="`reeread hub conflicts` lists them."
                )
            choice = found[number - 1].choices[taken - 1]
            settle(lib, found[number - 1], choice)
            output.line(f"It is “{choice.text}” by {choice.author} now. `reeread undo` takes that back.")
            return
    if as_json:
        for one in found:
            values = [
                {"author": choice.author, "at": choice.at, "value": choice.text, "shown": choice.shown}
                for choice in one.choices
            ]
            output.json_line(
                {
                    "kind": one.subject,
                    "id": one.uuid,
                    "briefing": one.briefing,
                    "about": one.about,
                    "field": one.field,
                    "values": values,
                }
            )
        return
    show(
        (
            Column("", number=True),
            Column("about", long=True),
            Column("field"),
            Column("value", long=True),
            Column("by"),
            Column("at"),
        ),
        (
            (f"{place}.{which}", one.about, one.field, choice.text, choice.author, _time(choice.at))
            for place, one in enumerate(found, start=1)
            for which, choice in enumerate(one.choices, start=1)
        ),
    )


def told(address: str) -> Address:
    """Return an address, and say what is less safe about it than it could be."""
    where = checked(address)
    if where.warning:
        failure.say(f"reeread: {where.warning}")
    return where


def some(count: int, noun: str, do: str, does: str = "") -> str:
    """Return what so many things do, e.g. "1 field differs", "2 fields differ"."""
    return f"{count:,} {noun} {does or do}" if count == 1 else f"{count:,} {noun}s {do}"


def _people(address: str) -> list["Member"]:
    """Return who uses a hub; what is known here is told before, for it may not answer."""
    from reeread.team import hub, setup

    with hub.hub(told(address)) as connection:
        return setup.members(connection)


def _time(at: str) -> str:
    return at[:16].replace("T", " ")
