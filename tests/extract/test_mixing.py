"""What does not go together in a sentence."""

from hashlib import sha256
from pathlib import Path

import pytest

from reeread.extract import mixing
from reeread.extract.mixing import TABLES, mixed
from reeread.model.extraction import Mixtures


@pytest.mark.parametrize(
    ("text", "kind", "terms"),
    [
        (
            "We assess with high confidence that it is likely to fail.",
            Mixtures.CONFIDENCE,
            ("high confidence", "likely"),
        ),
        (
            "There is a realistic possibility of war, and it is likely to spread.",
            Mixtures.SCALES,
            ("realistic possibility", "likely"),
        ),
        (
            "It is very likely here and about as likely as not there.",
            Mixtures.SCALES,
            ("very likely", "about as likely as not"),
        ),
        ("It is likely (30%) that it rains.", Mixtures.NUMBER, ("likely", "30%")),
        ("A veto is unlikely, with a 70% chance of it.", Mixtures.NUMBER, ("unlikely", "70% chance")),
    ],
)
def test_what_does_not_go_together_is_told_with_its_words(
    text: str, kind: Mixtures, terms: tuple[str, ...]
) -> None:
    """Each kind once, with the words as printed and a clause that names them both."""
    (found,) = mixed(text)
    assert (found.kind, found.terms) == (kind, terms)
    assert all(f"“{term}”" in found.why for term in terms)


@pytest.mark.parametrize(
    "text",
    [
        "We have high confidence in this judgement.",
        "It is likely to fail.",
        "It is likely (60–70%) that it rains.",
        "It is unlikely to hold and likely to be renewed.",
        "It is highly likely (85%), with a realistic possibility of delay.",
        "It is likely that 30% of the fields are dry.",
        "Prices rose by 5%.",
    ],
)
def test_what_goes_together_is_left_alone(text: str) -> None:
    """One scale, numbers within their bands, figures of other things, confidence by itself."""
    assert mixed(text) == ()


def test_other_tables_have_another_number() -> None:
    """Libraries keep which texts are quiet by these tables: whoever changes them raises the number, and writes it here."""
    folder = Path(mixing.__file__).parent
    tables = b"".join((folder / name).read_bytes() for name in ("likelihood.toml", "confidence.toml"))
    assert (TABLES, sha256(tables).hexdigest()[:16]) == (1, "9d155ca202465cd4")
