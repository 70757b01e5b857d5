"""The repository itself: what it may say, and that its parts agree."""

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
TEXTS = {".py", ".md", ".toml", ".txt", ".tcss", ".css", ".sql", ".j2", ".cfg", ".yml", ".sh", ""}
FORBIDDEN = re.compile(
    "|".join(("/[w]ork/", "/[r]oot/", r"\.\./[s]hared", "[i]ndex-url", "/[s]imple/", "[.]library/"))
)
"""Written so that this file does not name them either."""

NO_RULE = {"seeds"}
"""Folders of other people's text."""


def files() -> list[Path]:
    """Return the texts of the repository, those not yet committed too."""
    try:
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        listed = subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no git checkout")
    found = [CHECKOUT / name for name in listed.split("\0") if name]
    return [
        path for path in found if path.is_file() and path.suffix in TEXTS and path.parent.name not in NO_RULE
    ]


def test_nothing_names_one_machine() -> None:
    """No text names a folder of the machine that it was written on, nor the address of a package index."""
    named = [
        f"{path.relative_to(CHECKOUT)}: {found[0]}"
        for path in files()
        for found in FORBIDDEN.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert named == []


def test_links_in_the_docs_lead_somewhere() -> None:
    """Each link of README, CHANGELOG and docs to a file of the repository finds it."""
    lost = [
        f"{path.name} -> {target}"
        for path in files()
        if path.suffix == ".md"
        for target in re.findall(r"(?<!\\)\]\((?!https?:|mailto:|#)([^)#\s]+)", path.read_text("utf-8"))
        if not (path.parent / target).exists()
    ]
    assert lost == []


def test_every_dependency_is_pinned_for_ci() -> None:
    """constraints.txt pins each package that pyproject.toml asks for, and holds nothing but pins."""
    lines = (CHECKOUT / "constraints.txt").read_text("utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+!]+", line)] == []
    pinned = {_normal(line.partition("==")[0]) for line in lines}
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))
    asked = list(project["project"]["dependencies"]) + project["dependency-groups"]["dev"]
    for extra in project["project"]["optional-dependencies"].values():
        asked += extra
    assert {_normal(re.split(r"[\[<>=;~! ]", one)[0]) for one in asked} <= pinned


def test_every_test_says_what_it_holds() -> None:
    """Each test function has a docstring that is a sentence."""
    silent = [
        f"{path.name}: {node.name}"
        for path, node in _functions()
        if node.name.startswith("test_")
        and not (ast.get_docstring(node) or "").rstrip().endswith((".", "!", "?"))
    ]
    assert silent == []


def test_no_test_sleeps() -> None:
    """No test waits for a time: it would be slow on fast machines and fail on slow ones."""
    sleeping = [
        f"{path.name}: {function.name}"
        for path, function in _functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("time.sleep", "asyncio.sleep", "sleep")
        if not (node.args and isinstance(node.args[0], ast.Constant) and node.args[0].value == 0)
    ]
    assert sleeping == []


def _functions() -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Yield each function of each test module."""
    for path in sorted((CHECKOUT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def _normal(name: str) -> str:
    """Return a package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
