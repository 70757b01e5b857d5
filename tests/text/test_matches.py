"""Finding bit by bit gives what finding at once gives."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reeread.model.errors import UsageError
from reeread.model.span import Span
from reeread.text.matches import Matches, pattern_for


def found(body: str, pattern: re.Pattern[str], origin: int = 0) -> Matches:
    """Return the matches of the whole body."""
    matches = Matches(body, pattern, origin)
    for _ in matches.steps():
        pass
    return matches


@settings(deadline=None)
@given(st.text("ab \n", max_size=60), st.text("ab", min_size=1, max_size=3), st.integers(0, 60))
def test_matches_are_those_of_the_whole_text(body: str, words: str, origin: int) -> None:
    """From any origin, matches before and after it are found, each once, in order."""
    origin = min(origin, len(body))
    pattern = pattern_for(words)
    expected = [
        Span(match.start() + base, match.end() + base)
        for base, part in ((0, body[:origin]), (origin, body[origin:]))
        for match in pattern.finditer(part)
    ]
    matches = found(body, pattern, origin)
    assert matches.complete
    assert [matches.at(index) for index in range(len(matches))] == expected
    assert [matches.index(span.start) for span in expected] == list(range(len(expected)))
    for start in range(0, len(body), 3):
        asked = Span(start, start + 5)
        assert matches.over(asked) == [span for span in expected if span.overlaps(asked)]


def test_matches_across_steps_are_found_once() -> None:
    """A match may begin in one stretch and end in the next, and the steps are many."""
    body = ("x" * 1021 + "needle") * 1000
    matches = Matches(body, pattern_for("needle"))
    assert sum(1 for _ in matches.steps()) > 3
    assert len(matches) == 1000
    long = found("ab" * 600_000, re.compile("(?:ab){1000}"))
    assert len(long) == 600
    assert long.at(599) == Span(1_198_000, 1_200_000)


@pytest.mark.parametrize(
    ("words", "regex", "body", "count"),
    [
        ("tokyo", False, "Tokyo TOKYO tokyo", 3),
        ("Tokyo", False, "Tokyo TOKYO tokyo", 1),
        ("rare earth", False, "rare\nearth rare  earth rareearth", 2),
        ("a.c", False, "abc a.c", 1),
        (r"\d+ %", True, "80 % and 90 %", 2),
        (r"\S", True, "A b", 2),
        ("^b", True, "a\nb\nb", 2),
        ("x*", True, "axxb", 1),
    ],
)
def test_words_and_expressions(words: str, regex: bool, body: str, count: int) -> None:
    """Capitals count when there are some, a space is any white space, empty matches are none."""
    assert len(found(body, pattern_for(words, regex=regex))) == count


@pytest.mark.parametrize("wrong", ["(", "[a", "a{99999999999}", "*"])
def test_a_wrong_expression_is_named(wrong: str) -> None:
    """The message says what was typed and what is wrong with it."""
    with pytest.raises(UsageError, match="no regular expression"):
        pattern_for(wrong, regex=True)
