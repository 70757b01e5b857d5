"""The worked plug-in of the docs, found by its entry point as if pip had installed it."""

import tomllib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from reeread.library import Library, reading, suggesting
from reeread.library.adding import add
from reeread.library.trusting import trust
from tests.cli.conftest import Call

HOME = Path(__file__).resolve().parents[2] / "docs" / "plugins" / "reeread-llm"


@pytest.fixture
def installed(
    needs_module: Callable[[str], None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    settle: Callable[[str], None],
) -> None:
    """Put the plug-in where its pyproject says, name it, and give llm a model that answers on this machine."""
    needs_module("llm")
    llm = import_module("llm")
    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))["project"]
    info = tmp_path / "site" / f"reeread_llm-{project['version']}.dist-info"
    info.mkdir(parents=True)
    entries = "".join(f"{name} = {place}\n" for name, place in project["entry-points"]["reeread"].items())
    (info / "entry_points.txt").write_text(f"[reeread]\n{entries}")
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: reeread-llm\nVersion: {project['version']}\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path / "site"))

    class Parrot(llm.Model):  # type: ignore[name-defined, misc]
        model_id = "parrot"
        can_stream = False

        def execute(self, prompt, stream, response, conversation):  # type: ignore[no-untyped-def]
            yield '{"sentence": 1, "tag": "risk", "words": "Shipowners", "sure": 0.75}'

    monkeypatch.setattr(llm, "get_model", lambda name: {"bird": Parrot()}[name])
    settle('plugins = ["llm"]\n[plugin.llm]\nmodel = "bird"\n')


@pytest.fixture
def needs_module() -> Callable[[str], None]:
    """Return a function that skips the test where a module is not installed, but never in CI."""
    import os

    def need(name: str) -> None:
        if os.environ.get("CI"):
            import_module(name)
        else:
            pytest.importorskip(name, reason=f"{name} is not installed")

    return need


def test_a_model_suggests_and_its_record_is_kept(installed: None, call: Call, tmp_path: Path) -> None:
    """What the model of the settings suggests is shown, accepted, and counted under its method and model."""
    source = tmp_path / "levy.txt"
    source.write_text("Ports\n\nShipowners spoke on Monday.\n", encoding="utf-8")
    said = [
        tag for row in call("extract", source).rows for tag in row["tags"] if tag.get("method") == "llm/1"
    ]
    assert [(tag["tag"], tag["score"], tag["model"]) for tag in said] == [("risk", 0.75, "parrot")]
    with Library.open(tmp_path / "own.db", "ann", create=True) as lib:
        (outcome,) = add(lib, [str(source)])
        assert outcome.briefing
        article = reading.article(lib, outcome.briefing.id)
        found = suggesting.seconded(lib, suggesting.reading(lib, article))
        (sentence,) = [one for one in found if "risk" in one.suggested]
        suggesting.accept(lib, outcome.briefing.id, sentence)
        record = {(one.method, one.model, one.rule): one.accepted for one in trust(lib)}
    assert record["llm/1", "parrot", "llm.words"] == record["llm/1", "parrot", ""] == 1
