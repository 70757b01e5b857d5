"""`reeread codebook`: the tags and what they mean."""

import sys
from pathlib import Path

import click

from reeread.cli import failure, output
from reeread.cli.group import Family
from reeread.cli.opened import library
from reeread.cli.tables import Column, show


@click.group("codebook", cls=Family)
def codebook_command() -> None:
    """List, add, edit, merge and remove the tags; take them in and write them out."""


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


@codebook_command.command("merge", writes=True, examples=("reeread codebook merge speculation risk",))
@click.argument("name")
@click.argument("into")
@click.pass_context
def merge_command(ctx: click.Context, name: str, into: str) -> None:
    """Let all that bears the tag NAME bear INTO, which receives its suggestions too; NAME is gone."""
    from reeread.library.codebook import merge, use

    with library(ctx) as lib:
        used = use(lib, name)
        merge(lib, name, into)
    passages = f"{used.annotations} passage{'s' * (used.annotations != 1)}"
    output.line(f"Merged {name} into {into}, with {passages}. `reeread undo` takes it back.")


@codebook_command.command("remove", writes=True, examples=("reeread codebook remove speculation",))
@click.argument("name")
@click.option("--force", is_flag=True, help="Even if passages bear it: it is taken off them.")
@click.pass_context
def remove_command(ctx: click.Context, name: str, force: bool) -> None:
    """Take a tag out of the codebook; one that passages bear only with --force."""
    from reeread.library.codebook import remove_tag

    with library(ctx) as lib:
        used = remove_tag(lib, name, force=force)
    off = f" and took it off {used.annotations} passages" if used.annotations else ""
    output.line(f"Removed the tag {name}{off}. `reeread undo` brings it back.")


@codebook_command.command("retire", writes=True, examples=("reeread codebook retire speculation",))
@click.argument("name")
@click.pass_context
def retire_command(ctx: click.Context, name: str) -> None:
    """Offer a tag no more and free its key; passages that bear it keep it."""
    from reeread.library.codebook import retire

    with library(ctx) as lib:
        retire(lib, name)
    output.line(f"Retired the tag {name}. `reeread codebook restore` offers it again.")


@codebook_command.command("restore", writes=True, examples=("reeread codebook restore speculation",))
@click.argument("name")
@click.pass_context
def restore_command(ctx: click.Context, name: str) -> None:
    """Offer a retired tag again; its key, if it is to have one, is given by `codebook edit`."""
    from reeread.library.codebook import restore

    with library(ctx) as lib:
        restore(lib, name)
    output.line(f"The tag {name} is offered again. `reeread undo` takes it back.")


@codebook_command.command("order", writes=True, examples=("reeread codebook order confirmed risk",))
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.pass_context
def order_command(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Put these tags first, in this order; the others follow as they were."""
    from reeread.library.codebook import reorder

    with library(ctx) as lib:
        tags = reorder(lib, names)
    output.line(f"The order is {', '.join(tag.name for tag in tags)}. `reeread undo` takes it back.")


@codebook_command.command(
    "import",
    writes=True,
    examples=("reeread codebook import tags.toml", "reeread codebook import - < tags.toml"),
)
@click.argument("file", metavar="FILE")
@click.pass_context
def import_command(ctx: click.Context, file: str) -> None:
    """Take in the tags of a file in TOML or JSON; those that are there get its keys, colours and meanings."""
    from reeread.library.codebook_files import read, take_in
    from reeread.text.decode import decode

    raw = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    tags = read(decode(raw, "utf-8").text, file)
    with library(ctx) as lib:
        taken = take_in(lib, tags)
    for remark in taken.remarks:
        failure.say(remark)
    parts = [
        f"{len(names)} {what}"
        for names, what in (
            (taken.added, "added"),
            (taken.changed, "changed"),
            (taken.unchanged, "unchanged"),
        )
        if names
    ]
    hint = " `reeread undo` takes it back." if taken.added or taken.changed else ""
    output.line(f"{', '.join(parts)}.{hint}")


@codebook_command.command(
    "export", examples=("reeread codebook export -o tags.toml", "reeread codebook export --format json")
)
@click.option("-o", "--output", "target", metavar="PATH", help="Write to this file, replaced as a whole.")
@click.option(
    "--format",
    type=click.Choice(["toml", "json"]),
    help="How it is written.  [default: as PATH ends, else toml]",
)
@click.pass_context
def export_command(ctx: click.Context, target: str | None, format: str | None) -> None:
    """Write the tags to a file of their own, for another library."""
    from reeread.export.writing import write
    from reeread.library.codebook import tags
    from reeread.library.codebook_files import written

    to_stdout = target in (None, "-")
    format = format or ("json" if str(target).lower().endswith(".json") else "toml")
    with library(ctx) as lib:
        pieces = written(tags(lib), format)
    if target is None or to_stdout:
        for piece in pieces:
            output.text(piece)
    else:
        write(Path(target), pieces)
