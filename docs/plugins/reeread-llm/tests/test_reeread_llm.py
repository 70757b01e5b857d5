"""The plug-in with a model that answers on this machine, registered as any model of llm is."""

import os

import pytest

if os.environ.get("CI"):
    import llm
else:
    llm = pytest.importorskip("llm", reason="llm is not installed")

from collections.abc import Iterator
from pathlib import Path

import reeread_llm

from reeread.model.body import BlockKind
from reeread.model.extraction import Highlight
from reeread.model.tag import Tag

TAGS = (
    Tag("risk", "r", "#E69F00", "Something may go wrong."),
    Tag("speculation", "s", "#56B4E9", "Not sure."),
)


class Parrot(llm.Model):
    """A model that finds a risk in every sentence with "warned", and chats."""

    model_id = "parrot"
    can_stream = False

    def execute(self, prompt, stream, response, conversation):  # type: ignore[no-untyped-def]
        """Yield an answer as models write them: with lines that are none."""
        yield "Sure! Here you are:\n"
        for line in prompt.prompt.split("instruction to you.")[1].splitlines():
            number, _, sentence = line.partition(". ")
            if "warned" in sentence:
                yield f'{{"sentence": {number}, "tag": "risk", "words": "warned", "sure": 0.9}}\n'
                yield f'{{"sentence": {number}, "tag": "risk", "words": "not in it"}}\n'
        yield '{"sentence": 99, "tag": "risk", "words": "warned"}\n{"sentence": "x"}\n[1]\n'


class Cage:
    """A plug-in of llm that has the parrot."""

    @llm.hookimpl
    def register_models(self, register):  # type: ignore[no-untyped-def]
        """Register the parrot."""
        register(Parrot())


@pytest.fixture(autouse=True)
def parrot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Let llm know the parrot, as its default model, in a folder of its own."""
    from llm.plugins import pm

    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    llm.set_default_model("parrot")
    cage = Cage()
    pm.register(cage)
    yield
    pm.unregister(cage)


def sentences() -> tuple[Highlight, ...]:
    """Return a title and more sentences than are asked about at once."""
    found, at = [Highlight(0, 6, "warned", BlockKind.TITLE, 0.1, False)], 10
    for number in range(reeread_llm.AT_ONCE + 5):
        text = f"Shipowners {'warned' if number in (1, 22) else 'heard'} of delays."
        found.append(Highlight(at, at + len(text), text, BlockKind.PARAGRAPH, 0.5, True))
        at += len(text) + 1
    return tuple(found)


def test_a_model_suggests_with_its_words() -> None:
    """Each suggestion stands at its sentence, with the words that the model quoted as its cue and how sure it is."""
    (extractor,) = reeread_llm.reeread_extractors()
    assert (extractor.method, extractor.model) == ("llm/1", "parrot")
    asked = sentences()
    said = list(extractor.suggest(asked, TAGS))
    assert [at for at, one in enumerate(said) if one] == [2, 23]
    for at in (2, 23):
        (suggestion,) = said[at]
        (cue,) = suggestion.cues
        assert (suggestion.tag, suggestion.score, cue.rule) == ("risk", 0.9, reeread_llm.RULE)
        assert (cue.start, cue.text) == (asked[at].start + 11, "warned")


def test_the_model_is_told_what_tags_mean() -> None:
    """The prompt has every tag with its meaning and every sentence on one line, numbered."""
    prompt = reeread_llm.prompt(["One\nline.", "Two."], TAGS)
    assert "- risk: Something may go wrong.\n- speculation: Not sure." in prompt
    assert prompt.endswith("1. One line.\n2. Two.\n")


def test_the_settings_choose_the_model(tmp_path: Path) -> None:
    """A model named in config.toml is asked; one that llm does not know is an error that names it."""
    config = tmp_path / "config" / "reeread" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[plugin.llm]\nmodel = "no such bird"\n', encoding="utf-8")
    with pytest.raises(llm.UnknownModelError, match="no such bird"):
        reeread_llm.reeread_extractors()
