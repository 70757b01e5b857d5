"""What the server says of requests that it refuses."""

from collections.abc import Callable

from reeread.serving.refusals import PAUSE, Refusals


def test_a_flood_is_a_line_a_minute() -> None:
    """The first is told of at once, those after it together a minute later, and after a quiet minute the next at once again."""
    said: list[str] = []
    due: list[Callable[[], None]] = []

    def later(seconds: float, what: Callable[[], None]) -> None:
        assert seconds == PAUSE == 60
        due.append(what)

    refusals = Refusals(said.append, later)
    for _ in range(1_001):
        refusals.count("without the token")
    assert said == ["1 request was refused: without the token."] and len(due) == 1
    due.pop()()
    assert said[1:] == ["1,000 requests were refused: without the token."] and len(due) == 1
    due.pop()()
    assert len(said) == 2 and due == []
    refusals.count("from another page")
    assert said[2:] == ["1 request was refused: from another page."] and len(due) == 1
    refusals.tell()
    assert len(said) == 3
