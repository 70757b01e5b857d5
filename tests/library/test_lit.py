"""Snippets of what was found, with the words lit that were looked for."""

from collections.abc import Callable

import pytest

from reeread.library import Library
from reeread.library.adding import add
from reeread.library.searching import search


@pytest.mark.parametrize(
    ("text", "query", "lit"),
    [
        ("The levy rose. A Levy fell, levying did not.", "levy", ["levy", "Levy"]),
        ("The levy rose, levying did not.", "lev*", ["levy", "levying"]),
        ("Ports in São Paulo: SAO PAULO again.", "sao paulo", ["São", "Paulo", "SAO", "PAULO"]),
        ("Ports in São Paulo, not Paulo alone.", '"sao paulo"', ["São Paulo"]),
        ("The café and the cafe\u0301 close.", "cafe", ["café", "cafe\u0301"]),
        ("中国控制全球稀土精炼产能，稀土价格上涨。", "稀土", ["稀土", "稀土"]),
        ("Rare earths (稀土) rose; earthsome did not.", "earths 稀土", ["earths", "稀土"]),
        ("The bank and the port agree.", "bank NEAR port -levy", ["bank", "port"]),
        ("Levy words <b>here</b>.", "here", ["here"]),
    ],
)
def test_every_word_of_the_query_is_lit(
    lib: Library, write: Callable[..., str], text: str, query: str, lit: list[str]
) -> None:
    """Whole words, beginnings, phrases, CJK inside of text, and accents in whichever form; what was not asked for is not."""
    list(add(lib, [write(f"Title\n\n{text}\n")]))
    (found,) = search(lib, query)
    assert [span.within(found.snippet) for span in found.lit] == lit


def test_a_title_that_matches_lights_nothing_in_the_text(lib: Library, write: Callable[..., str]) -> None:
    """Where the words stand in the title only, the snippet is the beginning and nothing of it is lit."""
    list(add(lib, [write("Harbour\n\nNothing of the kind.\n")]))
    (found,) = search(lib, "harbour in:title")
    assert all(span.within(found.snippet) == "Harbour" for span in found.lit)
