"""German: a second language that is one folder of data, and languages that have none."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from reeread.extract import extract, suggests_tags
from reeread.extract.language import language
from reeread.extract.lexicon import CUES
from reeread.model.extraction import Highlight
from reeread.text.blocks import blocks

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/data/gold_de"
FRENCH = (
    "Le gouvernement a promis 40 millions d'euros pour les victimes. Les prix pourraient augmenter de 3 %. "
    "Deux personnes sont mortes dans l'incendie, selon la préfecture, et la route est restée fermée."
)
JAPANESE = (
    "政府は4月に新しい法律を発表した。価格は上昇する可能性がある。橋は昨夜の嵐で崩れた。被害は80億円に上る。"
)


def found(text: str) -> tuple[Highlight, ...]:
    """Return the sentences of a text."""
    return extract(text, blocks(text))


def tags(text: str) -> list[set[str]]:
    """Return the tags of each sentence of a German text."""
    led = "Der Bericht ist von gestern und er liegt der Redaktion vor. "
    return [{tag.tag for tag in one.tags} for one in found(led + text)[1:]]


def bench() -> ModuleType:
    """Return the program that scores labelled files."""
    spec = importlib.util.spec_from_file_location("extraction", ROOT / "bench/extraction.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", sorted((GOLD / "german").glob("*.txt")), ids=lambda path: path.stem)
def test_german_documents_are_german(path: Path) -> None:
    """A document is read with the cues of the language whose function words it holds most of."""
    assert language(path.read_text("utf-8")) == "de"


def test_german_needs_no_program_of_its_own() -> None:
    """The folder holds data files and nothing else."""
    assert {path.suffix for path in (CUES / "de").iterdir()} == {".toml"}


def test_the_labelled_german_sentences_are_tagged_as_well_as_is_written_down() -> None:
    """The figures in bench/RESULTS.md hold: F1 of every tag on the documents that were not mended by."""
    program = bench()
    counts = program.count(GOLD / "german_tags.jsonl", GOLD / "german", found, lambda name: name[0] == "b")
    assert all(program.f1(one) >= 0.78 for one in counts.values())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das Ministerium wird die Verträge veröffentlichen.", {"commitment"}),
        ("Das Ministerium wird die Verträge nicht veröffentlichen.", set()),
        ("Der Verband fordert eine Zusage.", set()),
        ("Niemand wurde verletzt.", set()),
        ("Fachleute erwarten, dass die Preise sanken.", {"speculation"}),
        ("Wann brach der Damm?", set()),
    ],
    ids=["promise", "negated", "demanded", "spared", "hedged", "question"],
)
def test_scope_in_german(text: str, expected: set[str]) -> None:
    """A negation governs its clause though it stands behind the verb; a hedge reaches into the clause with "dass"."""
    assert tags(text)[0] - {"confirmed"} == expected


def test_a_german_sentence_has_its_speaker_and_its_likelihood() -> None:
    """Who speaks stands before or after the verb of saying, and words of likelihood have the bands of ICD 203."""
    text = "Das sagte die Ministerin am Montag nicht. Sehr wahrscheinlich ist der Damm undicht, sagte Ute Brandis."
    last = found(f"Der Bericht ist von gestern und er liegt der Redaktion vor. {text}")[-1]
    assert last.speaker == "Ute Brandis"
    assert last.likelihood is not None
    assert (last.likelihood.low, last.likelihood.high) == (80, 95)


@pytest.mark.parametrize("text", [FRENCH, JAPANESE], ids=["French", "Japanese"])
def test_without_a_folder_of_cues_text_is_ranked_and_its_figures_read(text: str) -> None:
    """There are no tags then, and it can be asked that there are none."""
    sentences = found(text)
    assert not suggests_tags(text)
    assert not any(one.tags for one in sentences)
    assert any(one.figures for one in sentences)
    assert any(one.key for one in sentences)
