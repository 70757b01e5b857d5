"""`reeread sync`: what others did comes in, what was done here goes out."""

import click

from reeread.cli import failure, output
from reeread.cli.group import Command
from reeread.cli.hub import some, told
from reeread.cli.opened import file, library


@click.command(
    "sync",
    cls=Command,
    writes=True,
    examples=("reeread sync postgresql://ann@hub.example/desk", "reeread sync"),
)
@click.argument("address", metavar="[ADDRESS]", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def sync_command(ctx: click.Context, address: str | None, as_json: bool) -> None:
    """Share this library with others over a hub on PostgreSQL.

    The address is remembered: `reeread sync` is enough the next time. A password never stands in it; it is taken from
    ~/.pgpass, a service file, PGPASSWORD or the keyring. Where two people changed one thing without knowing of each
    other, both values are kept, the later one is shown, and this says how often that is so. Where there is no library
    yet, one is made.
    """
    from reeread.library.syncing import remembered, sync
    from reeread.team.hub import hub

    new = address is not None and not file(ctx).exists()
    if address is not None:
        where = told(address)
        if new:  # nothing is made for a hub that does not answer
            with hub(where):
                pass
    with library(ctx, create=new) as lib:
        if address is None and (known := remembered(lib)):
            told(known)
        done = sync(lib, address)
    if as_json:
        output.json_line(
            {"pulled": done.pulled, "pushed": done.pushed, "aside": done.aside, "conflicts": done.conflicts}
        )
        return
    output.line(f"{some(done.pulled, 'change', 'of others came in')}, {done.pushed:,} went out.")
    if done.conflicts:
        differing = some(done.conflicts, "field", "differ", "differs")
        output.line(f"{differing} between people. `reeread hub conflicts` lists what differs.")
    if done.aside:
        aside = some(done.aside, "change", "of others are", "of others is")
        failure.say(
            f"reeread: {aside} kept aside: not understood by this reeread. `reeread hub status` says more."
        )
