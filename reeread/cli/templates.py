"""`reeread templates`: what summaries and pages are written by, to copy and change."""

from pathlib import Path

import click

from reeread.cli import output
from reeread.cli.group import Family
from reeread.model.errors import ReereadError


@click.group("templates", cls=Family)
def templates_command() -> None:
    """List the templates of markdown and html, and copy one to change it."""


@templates_command.command("list", examples=("reeread templates list",))
def list_command() -> None:
    """List the templates that ship; one below another's name is a part of it."""
    from reeread.cli.tables import Column, show
    from reeread.export.template import about, shipped

    show(
        (Column("template"), Column("file"), Column("is", long=True)),
        ((name, path.name, about(path)) for name, path in shipped().items()),
    )


@templates_command.command(
    "copy", examples=("reeread templates copy markdown own.md.j2", "reeread templates copy html/judgements")
)
@click.argument("name")
@click.argument("path", type=click.Path(path_type=Path), required=False)
def copy_command(name: str, path: Path | None) -> None:
    """Copy the template NAME to PATH, a file or a folder; without PATH, into the folder where you are."""
    from reeread.export import writing
    from reeread.export.template import find

    template = find(name)
    target = path or Path(template.name)
    if target.is_dir():
        target /= template.name
    if target.exists():
        raise ReereadError("is there already; nothing was written.", str(target), "Name another file.")
    writing.write(target, [template.read_text("utf-8")])
    use = f" `reeread export {name} --template {target}` writes by it." if "/" not in name else ""
    output.line(f"Copied to {target}.{use}")
