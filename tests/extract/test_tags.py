"""What the four tags are given for, by the words of the codebook."""

import pytest

from reeread.extract.lexicon import lexicon
from reeread.extract.reading import is_silent, read, suggestions
from reeread.extract.sentence import Sentence


def tags(text: str) -> set[str]:
    """Return the tags that are suggested for an English sentence."""
    s = Sentence(text, lexicon("en"))
    return set() if is_silent(text, len(s)) else {tag.tag for tag in suggestions(read(s))}


@pytest.mark.parametrize(
    "text",
    [
        "The communique lacks concrete commitments on debt.",
        "Many projects are expressions of interest rather than definitive commitments.",
        "Nothing moves until Japan commits to a date.",
        "The government fails to commit to a ceiling.",
        "The text falls short of committing either side.",
        "No pledge was made on the last day.",
        "The owner has given no undertaking about the clean-up.",
        "Campaigners call for a pledge to close the mine.",
        "Two men were accused of plotting to commit a crime.",
        "The will of the founder was read on Monday.",
        "Until Norway—or any other buyer—commits to fixed volumes, the mine stays a sketch.",
        "The note fails to give details on prices, on dates, or plans to open the books.",
        "The terms are yet to be settled.",
        "The vote is likely to be close.",
    ],
)
def test_missing_and_refused_commitments_are_none(text: str) -> None:
    """Negation and scope within the clause take a commitment word's force."""
    assert "commitment" not in tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry will allocate 20 million euros to the clinics.",
        "The bank agreed to waive the June test.",
        "The two governments signed a memorandum on lithium.",
        "The operator is to replace all 62 fuses within ten days.",
        "The airline plans to open three routes in May.",
        "The company said it would not appeal.",
        "If the town adopts the plan, the treasury will take over half of its debts.",
        "The fund has set aside four million dollars for the posts.",
        "Every coin given before Sunday will be matched by the foundation.",
    ],
)
def test_undertakings_of_an_actor_are_commitments(text: str) -> None:
    """An actor with a volitional verb, a performative or means set apart binds itself."""
    assert "commitment" in tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Prices will rise before the harvest.",
        "The dam may give way.",
        "Analysts expect the bank to hold rates.",
        "The plant is likely to close.",
        "If exports stop, smelters close within a month.",
        "A second wave cannot be ruled out.",
        "The pattern suggests that pumping did most of the damage.",
        "The border is expected to reopen in June.",
    ],
)
def test_what_is_left_open_is_speculation(text: str) -> None:
    """Possibility, likelihood, forecast, inference and condition mark a sentence as not established."""
    assert "speculation" in tags(text)
    assert "confirmed" not in tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "The index was published in May.",
        "The gallery opened on 3 May with 40 pictures.",
        "Holders of a blue card may take up work after sixty days.",
        "The prisoners could not attend the hearing.",
        "Our June forecast of a full embargo did not come true.",
        "Mayors would like compensation for the verges.",
        "Please sign here if you can.",
    ],
)
def test_months_permissions_and_past_abilities_are_no_speculation(text: str) -> None:
    """The month of May, permission, past ability, resolved expectations and wishes leave nothing open."""
    assert "speculation" not in tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "Eleven patients died.",
        "The camp has no clean water.",
        "The company filed for insolvency.",
        "Weak demand and closed borders trouble the growers.",
        "Wages reach the garrisons two months late.",
    ],
)
def test_harm_and_frames_of_harm_are_risks(text: str) -> None:
    """One strong word, two distinct weak ones or a frame of something missing is enough."""
    assert "risk" in tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "The risk committee met on Monday.",
        "The fire brigade got a new engine.",
        "Nobody was hurt.",
        "The storm warning for the district has been lifted.",
        "The walkout of grain inspectors was called off.",
        "There is no sign of sabotage.",
        "A crash course for site managers had 900 graduates.",
    ],
)
def test_neutral_roles_and_relief_are_no_risks(text: str) -> None:
    """Harm words in names and tools, negated harm and harm that did not come count for nothing."""
    assert "risk" not in tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "The last exchange closed on Friday.",
        "China controls 80%–90% of the market.",
        "The law provides for 21,000 places.",
        "The cause remains under investigation.",
        "No date was written into the deal.",
        "Fishermen said that twelve boats had returned.",
    ],
)
def test_events_states_and_figures_are_confirmed(text: str) -> None:
    """A finite past, a state, a rule or a figure without a live hedge is established."""
    assert "confirmed" in tags(text)


@pytest.mark.parametrize(
    "text",
    [
        "This was the right decision.",
        "Hope is a borehole and a bag of seed.",
        "We urge battery makers to pay for what they take.",
        "The mayor would like a ring road.",
        "The ministry will publish the figures when the audit is finished.",
        "Do not eat the product.",
        "Was that the intention of the drafters?",
    ],
)
def test_opinions_wishes_calls_and_plans_are_not_confirmed(text: str) -> None:
    """Evaluation, slogans, calls, questions and whatever hangs on a future clause confirm nothing."""
    assert "confirmed" not in tags(text)


def test_a_hedged_and_an_established_clause_give_both_tags() -> None:
    """A coordinate clause of its own keeps its past although the other clause is hedged."""
    assert {"confirmed", "speculation"} <= tags("The test ended in May, but the results may change.")


def test_a_hedge_governs_the_clause_below_it() -> None:
    """What is only thought or inferred is not confirmed."""
    assert tags("The ledger hints that tolls brought in more than fees did.") == {"speculation"}


@pytest.mark.parametrize(
    "text",
    [
        "The treaty cements the island’s turn to the west.",
        "The choice signals a colder tone.",
        "This is clearly meant as a warning to rivals.",
    ],
)
def test_what_an_event_is_said_to_mean_is_not_confirmed(text: str) -> None:
    """Analysis told in the present, without a figure, is a reading and no fact."""
    assert "confirmed" not in tags(text)


def test_the_same_verbs_with_a_figure_state_a_fact() -> None:
    """A figure makes the present tense of an analytic verb checkable."""
    assert "confirmed" in tags("The survey reveals 40 gaps in the fence.")


def test_an_event_that_could_follow_is_no_ability() -> None:
    """Verbs of sensing need somebody who senses: an escalation that could follow is a possibility."""
    assert "speculation" in tags("A wider embargo could follow.")
    assert "speculation" not in tags("He could see the harbour from his window.")


def test_relief_covers_what_stands_behind_it() -> None:
    """What somebody is shielded from is no risk of the sentence."""
    assert "risk" not in tags("The fund shields growers from violent coercion.")
