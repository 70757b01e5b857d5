"""What is wrong with plug-ins, kept until somebody is there to be told: none of it stops the program."""

_waiting: dict[str, None] = {}
_told: set[str] = set()


def complain(sentence: str) -> None:
    """Keep a sentence to be told, unless it has been told already."""
    if sentence not in _told:
        _waiting[sentence] = None


def complaints() -> tuple[str, ...]:
    """Return what there is to tell, each sentence once; it is not safe to show yet."""
    waiting = tuple(_waiting)
    _told.update(waiting)
    _waiting.clear()
    return waiting
