"""What is asked of every command alike, and the plain calls of the reader, understood without click."""

from pathlib import Path

from reeread.cli.commands import COMMANDS


class Asked:
    """Which library a call is about, and who is at work."""

    def __init__(self) -> None:
        self.db: Path | None = None
        self.author: str | None = None


def plainly(arguments: list[str]) -> tuple[Asked, tuple[str, ...]] | None:
    """Return what a plain call of the reader asks for, and its sources; None for any other call.

    Plain is `reeread [--db PATH] [--author NAME] [FILE]...`. Everything else is click's, whose import would
    be felt before the first paint.
    """
    asked, left = Asked(), iter(arguments)
    sources: list[str] = []
    for word in left:
        if word in ("--db", "--author"):
            value = next(left, "")
            if not value or (word == "--db" and Path(value).is_dir()):
                return None
            setattr(asked, word[2:], Path(value) if word == "--db" else value)
        elif word.startswith("-") or (not sources and (word in COMMANDS or not Path(word).exists())):
            return None
        else:
            sources.append(word)
    return asked, tuple(sources)
