"""Every command explains itself, and its examples work."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import postgres
import pytest

from reeread.cli.group import reeread
from tests.cli.conftest import Call

FAMILIES = [("codebook",), ("hub",), ("templates",)]
QUOTE = "China controls 80%–90% of the global rare earth production"
CLAIMS = ("5d1f03aa", "90cc41b2")
"""The ids of claims in the examples."""
CLUSTER = "tcp://scheduler.example:8786"
MOVED = ("e07b2c41", "77d0f9a3")
"""The ids of annotations that moved in the examples, of which the first can stand at 2048."""


def commands(
    command: click.Command = reeread, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Yield every command with the words that call it."""
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            below = command.get_command(click.Context(command), name)
            assert below is not None
            yield from commands(below, (*path, name))


LEAVES = [
    (path, command) for path, command in commands() if path == () or not isinstance(command, click.Group)
]
EXAMPLES = [example for _, command in LEAVES for example in command.examples]  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", [path for path, _ in commands()], ids=" ".join)
def test_help_is_there(path: tuple[str, ...], call: Call) -> None:
    """Each command answers --help, with its options and, if it does something itself, an example."""
    called = call(*path, "--help")
    assert called.code == 0
    assert "Usage: reeread" in called.out
    assert "--db" in called.out or path in FAMILIES
    assert "Example" in called.out or path in FAMILIES


@pytest.mark.parametrize(
    ("path", "command"), LEAVES, ids=lambda value: " ".join(value) if isinstance(value, tuple) else ""
)
def test_help_shows_an_example(path: tuple[str, ...], command: click.Command) -> None:
    """Each command has an example, and it calls that command."""
    examples = command.examples  # type: ignore[attr-defined]
    assert examples
    assert all(example.startswith(" ".join(("reeread", *path))) for example in examples)


@pytest.fixture
def desk(
    ids: list[str], call: Call, tmp_path: Path, seeds: tuple[Path, ...], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Return a folder as the examples suppose it: a library, backups, a report, notes, something to undo and to redo."""
    folder = tmp_path / "desk"
    (folder / "notes").mkdir(parents=True)
    (folder / "report.txt").write_text("Port reopens\n\nThe port reopened on Monday.\n", encoding="utf-8")
    (folder / "list").write_text("A list\n\nNothing is settled.\n", encoding="utf-8")
    (folder / "morning").mkdir()
    for name in ("wire.txt", "statement.txt", "blog.md", "morning/wire.txt", "morning/blog.md"):
        (folder / name).write_text(f"{name}\n\nThe port handles 60% of imports.\n", encoding="utf-8")
    (folder / "notes" / "one.md").write_text("# A note\n\nTalks may resume.\n", encoding="utf-8")
    (folder / "team.db").write_bytes((tmp_path / "library.db").read_bytes())
    for name in ("cert.pem", "key.pem"):
        (folder / name).touch()
    (folder / "tags.toml").write_text('[[tag]]\nname = "actor"\n', encoding="utf-8")
    assert call("templates", "copy", "html", folder / "own.html.j2").code == 0
    assert call("tag", ids[0], "--quote", QUOTE, "--as", "confirmed", "--author", "ben").code == 0
    for name, format in (("colleague.json", "json"), ("project.qdpx", "qdpx")):
        assert call("export", format, "-o", folder / name).code == 0
    for tag in ("confirmed", "risk"):
        assert call("tag", ids[0], "--quote", QUOTE, "--as", tag).code == 0
    assert call("undo").code == 0
    assert call("tag", ids[0], "--quote", "NEXI", "--as", "risk", "--author", "ben").code == 0
    assert call("search", "tariff*", "--save", "tariffs", "--author", "ben").code == 0
    assert call("backup").code == 0
    assert call("backup", folder / "stick").code == 0
    (folder / "stick" / "latest.db").write_bytes(next((folder / "stick").iterdir()).read_bytes())
    monkeypatch.chdir(folder)
    return folder


def moved(call: Call, desk: Path, example: str) -> str:
    """Return an example with the ids of two annotations whose source came in changed."""
    source = desk / "cranes.txt"
    said = ("The port of Varna ordered two cranes.", "The port of Burgas ordered four cranes.")
    source.write_text("\n\n".join(said), encoding="utf-8")
    assert call("add", source).code == 0
    briefing = call("list", "--json").rows[-1]["id"]
    for quote in said:
        assert call("tag", briefing, "--quote", quote, "--as", "confirmed").code == 0
    source.write_text("Cranes\n\n" + "\n\n".join(said), encoding="utf-8")
    assert call("add", source).code == 0
    for id, row in zip(MOVED, call("anchors", "--json").rows, strict=True):
        example = example.replace(id, row["id"]).replace("2048", str(row["new"]["start"]))
    return example


def shared(server: postgres.Server, call: Call, example: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return an example with the address of a hub that is there, to which the library was told before."""
    monkeypatch.setenv("PGPASSWORD", postgres.PASSWORD)
    address = server.address(postgres.new_hub(server))
    assert call("sync", address).code == 0
    return re.sub(r"postgresql://\S+", address, example)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_work(
    example: str,
    desk: Path,
    ids: list[str],
    call: Call,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    """Each example of each help, typed as it stands, ends with exit code 0."""
    from reeread.app import ReereadApp
    from reeread.cli import reader
    from reeread.serving.server import Server

    async def nobody_comes(*_: object) -> None:
        """Serve nobody."""

    monkeypatch.setattr(Server, "run", nobody_comes)
    monkeypatch.setattr(reader, "_has_terminal", lambda: True)
    monkeypatch.setattr(ReereadApp, "run", lambda app: None)
    for claim, shown in zip(CLAIMS, call("claims", "--json").rows, strict=False):
        example = example.replace(claim, shown["id"])
    if {"sync", "hub"} & {*example.split()[1:2]}:
        example = shared(request.getfixturevalue("server"), call, example, monkeypatch)
    if any(id in example for id in MOVED):
        example = moved(call, desk, example)
    if CLUSTER in example:
        example = example.replace(CLUSTER, request.getfixturevalue("cluster").scheduler_address)
    words = shlex.split(example.replace("4e7a", ids[0]))[1:]
    stdin = b""
    if "<" in words:
        at = words.index("<")
        stdin = (desk / words[at + 1]).read_bytes()
        del words[at : at + 2]
    if ">" in words:
        del words[words.index(">") :]
    called = call(*words, stdin=stdin)
    assert called.code == 0, called.err
