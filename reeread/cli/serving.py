"""`reeread serve`: the reader in browsers."""

import asyncio
from pathlib import Path

import click

from reeread.cli import failure, output
from reeread.cli.asked import Asked
from reeread.cli.group import Command
from reeread.cli.opened import file
from reeread.cli.reader import fill
from reeread.cli.settings import author
from reeread.extras import needed
from reeread.library import Library
from reeread.model.errors import ReereadError, UsageError

_PEM = click.Path(path_type=Path, dir_okay=False, exists=True)


@click.command(
    "serve",
    cls=Command,
    writes=True,
    examples=(
        "reeread serve",
        "reeread serve --read-only --limit 5 --idle 10",
        "reeread serve --host 0.0.0.0 --tls-cert cert.pem --tls-key key.pem",
    ),
)
@click.argument("sources", metavar="[PATH|URL]...", nargs=-1)
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="On which port; 0 is any that is free.",
)
@click.option(
    "--public-url", metavar="URL", default="", help="Where visitors find it, if another server stands before."
)
@click.option("--read-only", is_flag=True, help="Nothing is written in the library.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Visitors at once at most."
)
@click.option(
    "--idle",
    metavar="MINUTES",
    type=click.FloatRange(min=0, min_open=True),
    default=30.0,
    show_default=True,
    help="A visit ends after so long without a key.",
)
@click.option(
    "--memory",
    metavar="MB",
    type=click.IntRange(min=256),
    default=1024,
    show_default=True,
    help="What the process of a visitor may take.",
)
@click.option("--tls-cert", type=_PEM, help="A certificate; what is sent is encrypted then.")
@click.option("--tls-key", type=_PEM, help="Its key.")
@click.option("--insecure", is_flag=True, help="Let other machines come without encryption.")
@click.pass_context
def serve_command(
    ctx: click.Context,
    sources: tuple[str, ...],
    host: str,
    port: int,
    public_url: str,
    read_only: bool,
    limit: int,
    idle: float,
    memory: int,
    tls_cert: Path | None,
    tls_key: Path | None,
    insecure: bool,
) -> None:
    """Let people read and tag in their browsers, each in a process of their own, until ctrl+c.

    What is named is added first. Whoever has the printed address reads, and writes under your name or --author's.
    """
    from reeread.serving.terms import Terms

    path, who = file(ctx), author(ctx.ensure_object(Asked).author)
    terms = Terms(
        path, who, host, port, public_url, read_only, limit, idle, memory, tls_cert, tls_key, insecure
    )
    terms.check()
    if read_only and sources:
        raise UsageError("Nothing can be added to a library that is only read.", next_step="Add it before.")
    with needed("serve", "A reader in a browser", ReereadError):
        from reeread.serving.server import Server
    if sources or not (path.exists() or read_only):
        fill(path, who, sources)
    with Library.open(path, who, read_only=read_only) as lib:  # what is wrong with it is said here, and once
        if lib.notice and not read_only:
            failure.say(f"reeread: {lib.notice}")

    def opened(address: str) -> None:
        output.line(address)
        output.finish()
        if insecure and not terms.is_private:
            failure.say("reeread: Not encrypted: whoever is on the way can read along and take the token.")

    async def serve() -> None:
        await Server(terms, failure.say).run(opened)

    asyncio.run(serve())
