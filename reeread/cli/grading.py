"""`reeread grade`: how far a source can be relied on, and how far a passage can be believed."""

import click

from reeread.cli import output
from reeread.cli.group import Command
from reeread.cli.opened import library
from reeread.cli.tagging import QUOTE, short
from reeread.model.errors import UsageError
from reeread.model.grades import Credibility, Reliability

OFF = "none"


@click.command(
    "grade",
    cls=Command,
    writes=True,
    examples=("reeread grade 4e7a B", f'reeread grade 4e7a 2 --quote "{QUOTE}"', "reeread grade 4e7a none"),
)
@click.argument("briefing", metavar="ID")
@click.argument("grade", metavar="GRADE")
@click.option(
    "--quote", help="The passage to grade, to the letter; without it, the briefing's source is graded."
)
@click.option(
    "--start", type=click.IntRange(min=0), help="Where the quote begins, when it stands several times."
)
@click.pass_context
def grade_command(
    ctx: click.Context, briefing: str, grade: str, quote: str | None, start: int | None
) -> None:
    """Grade the source of a briefing from A to F, or with --quote a passage from 1 to 6; none takes it off.

    The two are kept apart: A completely reliable, B usually reliable, C fairly reliable, D not usually reliable,
    E unreliable, F reliability cannot be judged; 1 confirmed by other sources, 2 probably true, 3 possibly true,
    4 doubtful, 5 improbable, 6 truth cannot be judged.
    """
    from reeread.cli.quotes import passage
    from reeread.library.grading import grade_passage, grade_source
    from reeread.library.reading import find

    with library(ctx) as lib:
        if quote is None:
            reliability = _reliability(grade)
            title = grade_source(lib, find(lib, briefing).id, reliability).title
            what, words = f"the source of “{short(title)}”", reliability.words if reliability else ""
        else:
            credibility = _credibility(grade)
            grade_passage(lib, passage(lib, briefing, quote, start), credibility)
            what, words = f"“{short(quote)}”", credibility.words if credibility else ""
    done = f"Graded {what} as {words}" if words else f"Took the grade off {what}"
    output.line(f"{done}. `reeread undo` takes it back.")


def _reliability(text: str) -> Reliability | None:
    if text.casefold() == OFF:
        return None
    if text.upper() in {one.value for one in Reliability}:
        return Reliability(text.upper())
    passage = " Digits grade a passage: name it with --quote." if text.isdecimal() else ""
    raise UsageError(f"{text!r} is no grade of a source: it goes from A to F.{passage}", next_step=_HELP)


def _credibility(text: str) -> Credibility | None:
    if text.casefold() == OFF:
        return None
    if text in {str(one.value) for one in Credibility}:
        return Credibility(int(text))
    source = " Letters grade the source: leave --quote out." if text.isalpha() else ""
    raise UsageError(f"{text!r} is no grade of a passage: it goes from 1 to 6.{source}", next_step=_HELP)


_HELP = "reeread grade --help says what each means."
