"""`reeread codebook`: the tags and what they mean."""

import click

from reeread.cli import output
from reeread.cli.group import Family
from reeread.cli.opened import library
from reeread.cli.tables import Column, show


@click.group("codebook", cls=Family)
def codebook_command() -> None:
    """List, add and edit the tags."""


@codebook_command.command("list", examples=("reeread codebook list", "reeread codebook list --json"))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_context
def list_command(ctx: click.Context, as_json: bool) -> None:
    """List the tags."""
    from reeread.library.codebook import tags

    with library(ctx) as lib:
        found = tags(lib)
    if as_json:
        from reeread.export.rows import tag_row

        for tag in found:
            output.json_line(tag_row(tag))
        return
    show(
        (Column("key"), Column("tag"), Column("colour"), Column("meaning", long=True)),
        (
            (tag.key, f"{tag.name} (retired)" if tag.retired else tag.name, tag.color, tag.meaning)
            for tag in found
        ),
    )


@codebook_command.command(
    "add",
    writes=True,
    examples=('reeread codebook add sanction --key z --meaning "A measure against a state or firm."',),
)
@click.argument("name")
@click.option("--key", default="", help="The key that tags in the reader.")
@click.option("--color", metavar="#RRGGBB", default="", help="Its colour; without it, one not yet taken.")
@click.option("--meaning", default="", help="When the tag applies, in a sentence.")
@click.pass_context
def add_command(ctx: click.Context, name: str, key: str, color: str, meaning: str) -> None:
    """Add a tag."""
    from reeread.library.codebook import add_tag

    with library(ctx) as lib:
        tag = add_tag(lib, name, key, color, meaning)
    pressed = f", on the key {tag.key}" if tag.key else ""
    output.line(f"Added the tag {tag.name}{pressed}. `reeread undo` takes it back.")


@codebook_command.command(
    "edit", writes=True, examples=('reeread codebook edit risk --meaning "Harm that may come."',)
)
@click.argument("name")
@click.option("--name", "new_name", metavar="NAME", help="What it is to be called.")
@click.option("--key", help='Another key; "" for none.')
@click.option("--color", metavar="#RRGGBB", help="Another colour.")
@click.option("--meaning", help="Another meaning.")
@click.pass_context
def edit_command(
    ctx: click.Context,
    name: str,
    new_name: str | None,
    key: str | None,
    color: str | None,
    meaning: str | None,
) -> None:
    """Rename a tag, or change its key, colour or meaning."""
    from reeread.library.codebook import edit_tag

    if all(change is None for change in (new_name, key, color, meaning)):
        raise click.UsageError("Say what to change: --name, --key, --color or --meaning.", ctx)
    with library(ctx) as lib:
        tag = edit_tag(lib, name, new_name=new_name, key=key, color=color, meaning=meaning)
    output.line(f"Changed the tag {tag.name}. `reeread undo` takes it back.")
