"""How often each rule and method was right, as a table or as JSON lines."""

from collections.abc import Collection

from reeread.cli import failure, output
from reeread.cli.tables import Column, show
from reeread.library import Library
from reeread.model.trust import Trust


def tell(lib: Library, briefings: Collection[str], as_json: bool) -> None:
    """Print what readers made of the suggestions for some briefings, or for all."""
    from reeread.library.trusting import trust

    found = trust(lib, briefings)
    if as_json:
        from reeread.export.rows import trust_row

        for one in found:
            output.json_line(trust_row(one))
    elif found:
        _table(found)
    else:
        failure.say("Nobody has accepted or dismissed a suggestion here: in the reader, a and x do.")


def _table(found: tuple[Trust, ...]) -> None:
    """Print a line for each method, and below it one for each of its rules."""
    show(
        (
            Column("method"),
            Column("rule"),
            Column("tag"),
            Column("accepted", number=True),
            Column("corrected", number=True),
            Column("dismissed", number=True),
            Column("right", number=True),
        ),
        (
            (
                "" if one.rule else " ".join(filter(None, (one.method, one.model))),
                one.rule or "all",
                one.tag,
                one.accepted,
                one.corrected,
                one.dismissed,
                f"{one.right}%",
            )
            for one in found
        ),
    )
