"""An article in words."""

from reeread.cli.spoken import spoken
from reeread.model.annotation import Anchor, AnchorState, Annotation
from reeread.model.body import Block, BlockKind, Mark, MarkKind
from reeread.model.briefing import Article, Briefing

BODY = "Title here\nOne two\nthree four.\n• Five (opens in a new tab) six.\nLeave a Reply"


def article(title_derived: bool = False) -> Article:
    """Return an article with a block of several kinds."""
    briefing = Briefing("b", "Title\nhere", title_derived, "a.txt", "", "", "", len(BODY), 3, 0)
    blocks = (
        Block(BlockKind.TITLE, 0, 10),
        Block(BlockKind.PARAGRAPH, 11, 30),
        Block(BlockKind.ITEM, 31, BODY.index("\nLeave"), 2),
        Block(BlockKind.FURNITURE, BODY.index("Leave"), len(BODY)),
    )
    junk = BODY.index("(opens")
    marks = (Mark(MarkKind.FURNITURE, junk, junk + len("(opens in a new tab) ")),)
    return Article(briefing, "1", BODY, blocks, marks, "")


def annotation(
    quote: str, *tags: str, note: str = "", state: AnchorState = AnchorState.ANCHORED
) -> Annotation:
    """Return an annotation on a quote of the body, or on one that it does not have."""
    start = max(BODY.find(quote), 0)
    return Annotation(quote, "b", Anchor(start, start + len(quote), quote), tags, note, "ann", "", "", state)


def text(*annotations: Annotation) -> list[str]:
    """Return the lines after the head."""
    lines = list(spoken(article(), annotations))
    return [line for line in lines[lines.index("") :] if line]


def test_an_unmarked_article_is_its_blocks() -> None:
    """Each block is one line with its kind where it has one; the title, said in the head, is not said again."""
    assert text() == ["One two three four.", "Item level 2: • Five six."]
    head = list(spoken(article(title_derived=True), ()))[:5]
    assert head == [
        "Title, made from the first sentence: Title here",
        "Published: no date known",
        "Length: 77 characters, 1 minute",
        "Source: a.txt",
        "Marked: none",
    ]


def test_passages_are_begun_and_ended_in_words() -> None:
    """Nested ones close from the inside, crossing ones where they end, and one over two blocks in each."""
    outer, inner = annotation("One two\nthree", "risk"), annotation("two", "confirmed", note="Why?\nHow?")
    assert text(outer, inner)[0] == (
        "[risk] One [confirmed] two [end confirmed. Note: Why? How?] three [end risk] four."
    )
    over = annotation(BODY[25:38], "risk")
    assert text(over) == [
        "One two three [risk] four. [end risk]",
        "Item level 2: [risk] • Five [end risk] six.",
    ]
    same = annotation("One", "confirmed")
    assert text(annotation("One two", "risk"), same)[0].startswith(
        "[risk] [confirmed] One [end confirmed] two [end risk]"
    )


def test_what_is_only_noted_unsure_or_lost_is_said() -> None:
    """A note without a tag is a note; one for review says so; an orphan stands at the end with its quote."""
    noted = annotation("four", note="Count.")
    unsure = annotation("Five", "risk", state=AnchorState.REVIEW)
    lost = annotation("seven\neight", "risk", state=AnchorState.ORPHAN)
    assert text(noted, unsure, lost) == [
        "One two three [note] four [end note. Note: Count.].",
        "Item level 2: • [risk, to be reviewed] Five [end risk] six.",
        "No longer in the text:",
        "[risk] seven eight [end risk]",
    ]


def test_a_marked_title_is_said_in_its_place() -> None:
    """A title that somebody marked is said again with its mark."""
    assert text(annotation("Title", "risk"))[0] == "Title: [risk] Title [end risk] here"
