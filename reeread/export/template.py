"""Templates: how a dossier looks on paper, as text that a user may copy and change."""

import traceback
from collections.abc import Callable, Iterator, Mapping, Sized
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reeread.model.errors import NotFound, ReereadError

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

FOLDER = Path(__file__).parent / "templates"
"""Those that ship: nothing else can be included."""
ENDING = ".j2"
_FAULTS = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)
"""What a template can bring about by what it asks for."""
_PIECE = 64
"""Parts of a template that are handed on together."""


def shipped() -> dict[str, Path]:
    """Return those that ship by name: "markdown", "html", "html/judgements"."""
    paths = sorted(FOLDER.rglob(f"*{ENDING}"))
    return {path.relative_to(FOLDER).as_posix().partition(".")[0]: path for path in paths}


def find(name: str) -> Path:
    """Return one that ships.

    Raises:
        NotFound: There is none of that name.
    """
    known = shipped()
    if name not in known:
        raise NotFound(f"there is no template “{name}”.", next_step=f"There are {', '.join(known)}.")
    return known[name]


def about(path: Path) -> str:
    """Return what a template that ships is: the comment that it begins with."""
    return " ".join(path.read_text("utf-8").removeprefix("{#-").partition("-#}")[0].split())


def count(things: Sized | int, name: str) -> str:
    """Return how many there are, e.g. "1 briefing", "5 briefings"."""
    number = things if isinstance(things, int) else len(things)
    return f"{number:,} {name}{'' if number == 1 else 's'}"


def rendered(
    name: str,
    asked: Path | None,
    context: Mapping[str, Any],
    *,
    finalize: Callable[[Any], Any],
    autoescape: bool = False,
) -> Iterator[str]:
    """Yield what a template makes of its variables.

    It runs in a sandbox: it reads no file but the templates that ship, and calls only what it was given.

    Args:
        name: The template that ships.
        asked: A file that takes its place.
        context: Its variables.
        finalize: What each value becomes before it is written.
        autoescape: Whether values are then escaped for HTML.

    Raises:
        ReereadError: The file cannot be read, or the template fails; with file and line.
    """
    from jinja2 import TemplateError

    environment = _sandbox(finalize, autoescape)
    path = asked or find(name)
    file = str(path)
    try:
        code = environment.compile(_read(path), path.name, file)
        template = environment.template_class.from_code(environment, code, environment.make_globals(None))
        stream = template.stream(context)
        stream.enable_buffering(_PIECE)
        yield from stream
    except ReereadError:
        raise
    except TemplateError as error:
        raise _told(error, file, error.message or type(error).__name__) from error
    except _FAULTS as error:
        raise _told(error, file, f"{type(error).__name__}: {error}") from error


@cache
def _sandbox(finalize: Callable[[Any], Any], autoescape: bool) -> "ImmutableSandboxedEnvironment":
    """Return where templates run: nothing changes what they were given, and nothing else is loaded."""
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(FOLDER),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=autoescape,
    )


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        hint = "`reeread templates copy` writes one to begin with."
        raise ReereadError(f"cannot be read as a template: {why}.", str(path), hint) from error


def _told(error: Exception, file: str, what: str) -> ReereadError:
    """Return an error with the line of the template where it happened; without one if it happened in ours."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, TemplateNotFound):
        what = f"no template that ships has the file “{error.name}”, and only those can be included"
    if isinstance(error, TemplateSyntaxError):
        place, line = error.filename or file, error.lineno
    else:
        known = {file, *map(str, shipped().values())}
        frames = [one for one in traceback.extract_tb(error.__traceback__) if one.filename in known]
        if not frames:
            raise error
        place, line = frames[-1].filename, frames[-1].lineno or 0
    return ReereadError(f"the template fails: {what.rstrip('.')}.", f"{place}:{line}")
