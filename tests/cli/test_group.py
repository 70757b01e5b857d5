"""The program itself: which word is a command, options on either side, what it imports."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reeread import __version__
from reeread.cli import asked, reader
from reeread.cli.asked import plainly
from tests.cli.conftest import Call


def test_version(call: Call) -> None:
    """--version names the program and its version."""
    assert call("--version").out == f"reeread {__version__}\n"


@pytest.mark.parametrize("before", [True, False])
def test_db_stands_on_either_side(
    before: bool, seeded: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--db names the library before and after the command."""
    monkeypatch.setenv("REEREAD_DB", "/nowhere/at.all")
    words = ["--db", str(seeded), "list"] if before else ["list", "--db", str(seeded)]
    assert len(call(*words, "--json").rows) == 5


def test_a_first_word_that_is_no_command_is_read(
    seeded: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file is opened in the reader, and ./list is the file of that name."""
    opened = _reader(monkeypatch)
    monkeypatch.chdir(tmp_path)
    Path("list").write_text("A list.", encoding="utf-8")
    assert call("./list", "other.txt", "--author", "ana").code == 0
    assert call("list").out.startswith("id")
    assert call("--", "-odd.txt").code == 0
    assert opened == [(seeded, "ana", ("./list", "other.txt")), (seeded, "tester", ("-odd.txt",))]


@pytest.mark.parametrize(
    "words",
    [
        [], ["one.txt"], ["one.txt", "list"], ["./list", "missing.txt"], ["--db", "a.db"], ["one.txt", "--db", "a.db"],
        ["--author", "ana", "one.txt", "--author", "bo"], ["--db", "a.db", "--author", "ana"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_the_short_way_to_the_reader_is_the_same(
    words: list[str], seeded: Path, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain calls of the reader, understood without click, open just what click would open."""
    monkeypatch.chdir(tmp_path)
    for name in ("one.txt", "list"):
        Path(name).write_text("The port reopened.", encoding="utf-8")
    shutil.copy(seeded, "a.db")
    opened = _reader(monkeypatch)
    assert plainly(words) is not None
    assert call(*words).code == 0
    monkeypatch.setattr(asked, "plainly", lambda _: None)
    assert call(*words).code == 0
    assert len(opened) == 2 and opened[0] == opened[1]


@pytest.mark.parametrize(
    "words",
    [["list"], ["lits"], ["--help"], ["-"], ["--db"], ["--db", "."], ["--", "one"], ["--db=a"]],
    ids=" ".join,
)
def test_other_calls_take_the_long_way(words: list[str]) -> None:
    """Commands, options that few use, words that are no file and mistakes are left to click."""
    assert plainly(words) is None


def test_a_misspelt_command_is_not_read(call: Call) -> None:
    """What is no file but nearly a command is refused as misused, with the command that was meant."""
    called = call("lits")
    assert called.code == 2
    assert "`reeread list`" in called.err


def test_an_unknown_option_is_misuse(call: Call) -> None:
    """An unknown option ends with exit code 2 and points to the help."""
    called = call("list", "--nonsense")
    assert called.code == 2
    assert "`reeread list --help`" in called.err


def test_the_reader_wants_a_terminal(seeded: Path, call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a terminal the reader says so and names commands that do without."""
    monkeypatch.setattr(reader, "_has_terminal", lambda: False)
    called = call()
    assert called.code == 2
    assert "reeread list" in called.err


def test_the_first_start_brings_the_seeds(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """With no library yet and nothing named, the reader opens on the five seeds."""
    _reader(monkeypatch)
    assert call().code == 0
    assert len(call("list", "--json").rows) == 5


def test_text_through_a_pipe_is_read(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` adds what comes through standard input before the reader opens, and the reader does not get it again."""
    opened = _reader(monkeypatch)
    assert call("-", stdin=b"Port reopens\n\nThe port reopened on Monday.\n").code == 0
    assert [row["source"] for row in call("list", "--json").rows] == ["-"]
    assert [sources for _, _, sources in opened] == [()]


@pytest.mark.parametrize(
    ("words", "heavy"),
    [
        (["extract", "-"], {"textual", "rich", "sqlite_utils", "sqlite3", "jinja2", "pluggy"}),
        (
            ["list", "--json"],
            {"textual", "rich", "sqlite_utils", "jinja2", "charset_normalizer", "rapidfuzz"},
        ),
        (["--version"], {"textual", "rich", "sqlite3", "reeread.library"}),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_commands_import_what_they_need(words: list[str], heavy: set[str], seeded: Path) -> None:
    """A command starts quickly because nothing heavy is imported that it does not use."""
    program = f"import sys; from reeread.cli import run; run({words!r}); sys.exit(','.join({heavy!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], input=b"One line.", capture_output=True, check=False
    )
    assert done.stderr == b"\n"


def test_the_shell_completes_commands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Completion as the help describes it knows the commands."""
    variables = {"_REEREAD_COMPLETE": "bash_complete", "COMP_WORDS": "reeread ext", "COMP_CWORD": "1"}
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    done = subprocess.run(
        [sys.executable, "-c", "from reeread.cli import main; main()"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "plain,extract" in done.stdout.splitlines()


def _reader(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str, tuple[str, ...]]]:
    """Put a list in the place of the reader that notes what it would have opened."""
    import reeread.app

    opened: list[tuple[Path, str, tuple[str, ...]]] = []

    class Noted:
        return_code = 0

        def __init__(self, library: Path, author: str, sources: tuple[str, ...], *, tour: bool) -> None:
            opened.append((library, author, sources))

        def run(self) -> None:
            """Show nothing."""

    monkeypatch.setattr(reeread.app, "ReereadApp", Noted)
    monkeypatch.setattr(reader, "_has_terminal", lambda: True)
    return opened
