"""Who promises what, until when: by the subject, the complement and the limit of a cue."""

from datetime import date

import pytest

from reeread.extract.pledges import commits, pledge
from reeread.model.commitment import Deadline, Pledge
from reeread.model.span import Span

TODAY = date(2025, 10, 29)


def read(text: str, within: str = "") -> Pledge:
    """Return what a sentence promises, or a stretch of it."""
    start = text.index(within) if within else 0
    return pledge(text, Span(start, start + len(within or text)), TODAY)


@pytest.mark.parametrize(
    ("text", "actor", "promise"),
    [
        ("The ministry will publish the contracts in June.", "The ministry", "publish the contracts in June"),
        ("In 2019 Kestrel promised to keep the mill open.", "Kestrel", "keep the mill open"),
        ("The operator is to replace all 62 fuses.", "The operator", "replace all 62 fuses"),
        ("The airline plans to open three routes.", "The airline", "open three routes"),
        ("The group is committed to cutting its fleet.", "The group", "cutting its fleet"),
        ("The head of the agency pledged that nobody will pay.", "The head of the agency", "nobody will pay"),
        ("Parliament has earmarked four million for the posts.", "Parliament", "four million for the posts"),
        ("The two ports signed a pact on fees.", "The two ports", "signed a pact on fees"),
        ("The lenders, who met in Oslo, agreed to waive the test.", "The lenders", "waive the test"),
        ("Anna Berg and the new mayor Jo Lind signed the accord.", "Anna Berg and the new mayor Jo Lind", "signed the accord"),
        ("Under the deal each state will pay half.", "each state", "pay half"),
        ("The pledge of Norway to plant a forest was welcomed.", "Norway", "plant a forest"),
        ("The lead ship will be handed over in 2030.", "", "The lead ship will be handed over in 2030"),
        ("A charter was signed by the three cities.", "the three cities", "A charter was signed by the three cities"),
        ("The company agreed to sell the mill and the union called a strike.", "The company", "sell the mill"),
        ("The firm will hire 200 people, its chairman said.", "The firm", "hire 200 people"),
        ("“We will rebuild the school,” said Jo Lind.", "Jo Lind", "rebuild the school"),
    ],
)  # fmt: skip
def test_actor_and_promise(text: str, actor: str, promise: str) -> None:
    """The actor is named as printed, or not at all; the promise is what is to be done."""
    found = read(text)
    assert (found.actor, found.promise) == (actor, promise)


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("The state promised its allies to reach 2% by 2028.", Deadline("by 2028", "2028-12-31")),
        ("By Friday the state will pay.", Deadline("By Friday", "2025-10-31")),
        ("The ministry will publish the contracts in June.", Deadline("in June", "2026-06-30")),
        ("They agreed in July on a tariff.", None),
        ("The minister signed the contract on Thursday.", None),
        ("The state will build a bridge.", None),
    ],
)
def test_deadline(text: str, deadline: Deadline | None) -> None:
    """A limit counts wherever it stands, a time only in what is still to be done: not when the pact was signed."""
    assert read(text).deadline == deadline


def test_a_cue_inside_the_passage_is_meant() -> None:
    """Of two promises in a sentence the one that the reader marked is read."""
    text = "The state will pay half and the city will build the road by 2027."
    assert read(text, "the city will build").actor == "the city"
    assert read(text, "The state will pay").promise == "pay half"


def test_a_sentence_without_a_cue_is_read_as_it_stands() -> None:
    """The first clause where no rule finds a promise; all of it where there are no rules for the language."""
    assert read("The Government has ordered mourning.") == Pledge("The Government", "ordered mourning", None)
    assert read("Regierung und Parlament haben sich verpflichtet, bis dahin zu zahlen.").actor == ""
    assert read("Nothing.") == Pledge("", "Nothing", None)
    assert commits("The state will pay.") and not commits("The sky is blue.")


@pytest.mark.parametrize(
    "text", ["", " ", "…", "to by of", "will", "The", "“”", "by by by 2030 will will to"]
)
def test_scraps_are_read_without_a_fall(text: str) -> None:
    """Whatever a reader marks, something comes back."""
    assert isinstance(pledge(text, Span(0, max(1, len(text))), None), Pledge)
