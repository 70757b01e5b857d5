"""What the exports say of likelihood and confidence, and where the wording mixes them."""

import csv
import io
import json
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from reeread.export.likely import NOTHING, QUIET, SILENT, Estimate, Estimates
from reeread.export.registry import formats
from reeread.extract.confidence import confidence
from reeread.extract.likelihood import likelihood
from reeread.extract.mixing import mixed, says
from reeread.model.annotation import AnchorState
from reeread.model.briefing import Article
from reeread.model.extraction import Says
from reeread.model.span import Span
from reeread.text.blocks import blocks
from reeread.text.sentences import sentences
from tests.export.conftest import Maker

MIXED = "We assess with high confidence that the port is likely to reopen."
BODY = f"{MIXED} Ships wait. There is a 70 percent chance of rain."
MARKS = (
    ("the port is likely to reopen", ("speculation",), ""),
    ("Ships wait.", ("confirmed",), ""),
    ("a 70 percent chance of rain", ("speculation",), ""),
)


def test_markdown_warns_where_a_sentence_mixes_likelihood_and_confidence(make: Maker) -> None:
    """A section lists what is to be checked with its source, and each passage says so where it stands."""
    text = "".join(formats()["markdown"].write(make.dossier(make.entry(*MARKS, body=BODY))))
    section = text[text.index("## Wording to check") : text.index("## Briefings")]
    assert section.count("\n- ") == 1
    assert "“high confidence” says how sure" in section and "sentence 1 [1]" in section
    assert text.count("Check the wording:") == 1
    assert text.count("Confidence: high (“high confidence”)") == 1


def test_markdown_without_a_mixture_has_no_such_section(make: Maker) -> None:
    """Nothing is said where nothing is to be checked."""
    text = "".join(formats()["markdown"].write(make.dossier(make.entry(*MARKS[1:], body=BODY))))
    assert "Wording to check" not in text and "Check the wording" not in text


def test_a_number_stands_in_its_band_of_the_summary(make: Maker) -> None:
    """Seventy percent is listed under likely, with the band's own percents."""
    text = "".join(formats()["markdown"].write(make.dossier(make.entry(MARKS[2], body=BODY))))
    assert "**likely, 55–80%**" in text


def test_json_and_csv_have_fields_for_it(make: Maker) -> None:
    """A passage bears the confidence and mixtures of its sentence, even where it is only a part of it."""
    entry = make.entry(*MARKS, body=BODY)
    (briefing,) = json.loads("".join(formats()["json"].write(make.dossier(entry))))["briefings"]
    first, second, third = briefing["annotations"]
    assert first["confidence"] == {"term": "high confidence", "level": "high"}
    assert [one["kind"] for one in first["mixed"]] == ["likelihood and confidence"]
    assert (second["likelihood"], second["confidence"], second["mixed"]) == (None, None, [])
    assert third["likelihood"] == {"term": "70 percent chance", "low": 70, "high": 70}
    rows = list(csv.DictReader(io.StringIO("".join(formats()["csv"].write(make.dossier(entry))))))
    assert [row["confidence"] for row in rows] == ["high", "", ""]
    assert [row["likelihood"] for row in rows] == ["55–80%", "", "70%"]
    assert rows[0]["mixed"].startswith("likelihood and confidence: “high confidence”")


WORDS = (
    *("rain", "İzmir said", "(30%)", "“likely”", "unlike 1.", "likely", "Highly\nunlikely", "almost certain"),
    *(
        "REALISTIC POSSIBILITY",
        "about as likely as not",
        "(probably",
        "a 70 percent chance",
        "odds of 5%",
        "the most likely",
    ),
    *("likely (90%)", "unlikely, or 80%", "We have high confidence", "with moderate confidence,"),
)
ENDS = (" ", " ", " ", ", ", ". ", "。", ".\n\n")


def brute(article: Article, span: Span, exact: str, tags: tuple[str, ...]) -> Estimate:
    """Return what a passage says, every sentence of every block looked at."""
    said = [
        one.within(article.body)
        for block in article.blocks
        for one in sentences(article.body, block)
        if one.overlaps(span)
    ]
    kinds = {one.kind: one for text in reversed(said) for one in reversed(mixed(text))}
    order = dict.fromkeys(one.kind for text in said for one in mixed(text))
    sure = next(filter(None, map(confidence, said)), None)
    likely = likelihood(exact) if "speculation" in tags else None
    return Estimate(likely, sure, tuple(kinds[kind] for kind in order))


def agree(body: str, span: Span, tags: tuple[str, ...]) -> None:
    """Look whether a passage says what looking at every sentence finds, and so if it is known what its text says."""
    article = Maker().entry(body=body).article._replace(blocks=blocks(body))
    exact = span.within(body)
    expected = brute(article, span, exact, tags)
    known = {Says.NOTHING: [SILENT, QUIET], Says.LIKELIHOOD: [QUIET], Says.MORE: []}
    for estimates in (Estimates(body, article.blocks), *known[says(body, article.blocks)]):
        told = estimates.said(span.start, span.end, exact, tags, AnchorState.ANCHORED)
        assert told == expected
        assert (told is NOTHING) == (expected == NOTHING)


def test_no_two_words_are_passed_over() -> None:
    """Whatever words follow one another, with whatever between them, all is said that looking at every sentence finds."""
    for first, between, second in product(WORDS, ENDS, WORDS):
        body = f"{first}{between}{second} rain."
        agree(body, Span(0, len(body)), ("speculation",))


@given(st.data())
def test_what_is_passed_over_says_nothing(data: st.DataObject) -> None:
    """However many words and borders follow one another, any passage says what looking at every sentence finds."""
    pairs = data.draw(
        st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(ENDS)), min_size=2, max_size=9)
    )
    body = "".join(word + end for word, end in pairs).strip()
    start = data.draw(st.integers(0, len(body) - 1))
    tags = data.draw(st.sampled_from([(), ("speculation",), ("risk", "speculation")]))
    agree(body, Span(start, data.draw(st.integers(start + 1, len(body)))), tags)
