"""What the exports say of likelihood and confidence, and where the wording mixes them."""

import csv
import io
import json

from reeread.export.registry import formats
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
