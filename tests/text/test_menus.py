"""Rows of names and links around a text that was copied from a page."""

from reeread.model.body import BlockKind
from reeread.text.blocks import blocks

PROSE = (
    "The two ports of the northern coast signed an agreement on Monday, which raises the levy for the coming year and"
    " the year after it."
)
MENU = "Latest\nWorld\nBusiness\nOpinion\nSport\nCulture\nTravel\n"
LINKS = (
    "Harbour master resigns over the new crane\nFive things to know about levies\nHow a ferry was lost and found\n"
    "Pilots of the coast vote on a strike\nWhat the agreement means for you\n"
)
JUNK = "Share this\nLeave a Reply\nPrivacy policy\n"
PAGE = f"Ports agree on a levy\n\n{PROSE}\n\n{PROSE}\n\n"


def hidden(text: str) -> list[str]:
    """Return what is furniture in a text."""
    return [text[block.start : block.end] for block in blocks(text) if block.kind is BlockKind.FURNITURE]


def test_menus_and_links_of_a_page_are_furniture() -> None:
    """Names in a row, wherever they stand, and links below the text; the text and its title are not."""
    for text in (PAGE + MENU + JUNK + PROSE, PAGE + LINKS + JUNK):
        found = hidden(text)
        expected = (MENU if MENU in text else LINKS).splitlines() + JUNK.splitlines()
        assert found == expected


def test_a_list_in_a_text_that_is_no_page_is_shown() -> None:
    """Fixtures below a report are a part of it, where nothing else says that it was copied from a page."""
    assert hidden(PAGE + LINKS) == [] == hidden(PAGE + MENU + PROSE)


def test_what_may_be_a_table_is_shown() -> None:
    """Rows in which every fourth line has a figure are data, and names below a colon are a list."""
    prices = "Stalls\n50 crowns\nBalcony\n40 crowns\nBoxes\n30 crowns\nGallery\n20 crowns\n"
    kept = f"{PAGE}The ports that signed are:\n{MENU}{PROSE}\n{prices}{PROSE}\n\n{JUNK}"
    assert hidden(kept) == JUNK.splitlines()


def test_a_few_lines_below_the_text_are_shown() -> None:
    """Up to four of them may be its end: hiding a true line is worse than showing a link."""
    few = "\n".join(LINKS.splitlines()[:4])
    assert hidden(f"{PAGE}{few}\n{JUNK}") == JUNK.splitlines()
