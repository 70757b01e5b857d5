"""The command `reeread` itself: its options, and its commands, each imported when it is called."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from reeread import __version__
from reeread.cli.asked import Asked
from reeread.cli.commands import COMMANDS

READER = "opening"


class Command(click.Command):
    """A command with `--db`, examples in its help and, where it writes, `--author`."""

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), writes: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.examples = examples
        self.params += shared_options() if writes else shared_options()[:1]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples below the options."""
        write_examples(self.examples, formatter)


class Family(click.Group):
    """Commands below a command, e.g. `codebook add`."""

    command_class = Command


class Reeread(click.Group):
    """The program: a first word that is a command is the command, anything else is a source to read."""

    examples = ("reeread", "reeread report.txt notes/", "reeread --db team.db list", "reeread ./list")
    command_class = Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the command, imported now, or None."""
        return _imported(COMMANDS[name], name) if name in COMMANDS else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the first word names, else the reader with all words as sources."""
        if args[0] in COMMANDS:
            return super().resolve_command(ctx, args)
        _misspelt(ctx, args[0])
        # Only `--` lets a word with a dash come this far, and the reader's own parser must not take it for an option.
        dashed = args[0].startswith("-") and args[0] != "-"
        return "open", reader(), ["--", *args] if dashed else args

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return commands and options that begin so, and let the shell add its files."""
        return [*super().shell_complete(ctx, incomplete), CompletionItem(incomplete, type="file")]

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to call the program."""
        formatter.write_usage("reeread", "[OPTIONS] [PATH|URL]...")
        formatter.write_usage("reeread", "[OPTIONS] COMMAND [ARGS]...", prefix="       ")

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, and how to have the shell complete commands."""
        write_examples(self.examples, formatter)
        with formatter.section("Completion"):
            formatter.write_text(
                'bash: eval "$(_REEREAD_COMPLETE=bash_source reeread)" in ~/.bashrc; zsh and fish alike.'
            )


def reader() -> click.Command:
    """Return the command that opens the reader, which has no name of its own."""
    return _imported(READER, "open")


def shared_options() -> list[click.Parameter]:
    """Return the options that stand before and after a command."""
    return [
        click.Option(
            ["--db"],
            type=click.Path(dir_okay=False, path_type=Path),
            expose_value=False,
            callback=_remember("db"),
            help="The library file.  [default: $REEREAD_DB, ./annotations.db, the user's own]",
        ),
        click.Option(
            ["--author"],
            expose_value=False,
            callback=_remember("author"),
            help="Who is at work.  [default: $REEREAD_AUTHOR, config.toml, the login name]",
        ),
    ]


def write_examples(examples: tuple[str, ...], formatter: click.HelpFormatter) -> None:
    """Write examples as they are typed, one a line."""
    with formatter.section("Examples" if len(examples) > 1 else "Example"):
        for example in examples:
            formatter.write(f"{'':{formatter.current_indent}}{example}\n")


def _remember(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Return a callback that keeps an option's value for the command, whichever side of it it stood on."""

    def remember(ctx: click.Context, _: click.Parameter, value: Any) -> None:
        if value is not None:
            setattr(ctx.ensure_object(Asked), name, value)

    return remember


def _imported(module: str, name: str) -> click.Command:
    """Return the command of a module of this folder."""
    command = getattr(import_module(f"reeread.cli.{module}"), f"{name}_command")
    assert isinstance(command, click.Command)
    return command


def _misspelt(ctx: click.Context, word: str) -> None:
    """Refuse a word that is no file but nearly a command."""
    from difflib import get_close_matches

    if not Path(word).exists() and (near := get_close_matches(word, COMMANDS, n=1, cutoff=0.75)):
        raise click.UsageError(
            f"No file and no command is called “{word}”. Did you mean `reeread {near[0]}`?", ctx
        )


@click.group(
    cls=Reeread,
    invoke_without_command=True,
    params=shared_options(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.pass_context
def reeread(ctx: click.Context) -> None:
    """Read briefings beside their highlights, tag passages, and export what you found.

    Without a command, adds what is named and opens the reader.
    """
    ctx.ensure_object(Asked)
    if ctx.invoked_subcommand is None:
        ctx.invoke(reader())
