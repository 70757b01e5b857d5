"""What is shipped works where it is installed, outside the checkout."""

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent

FIRST_SCREEN = """
import asyncio, sys
from pathlib import Path
import reeread
from reeread.app import ReereadApp
from reeread.library import Library
from reeread.library.adding import add
from reeread.places import shipped

async def main():
    assert not Path(reeread.__file__).is_relative_to(sys.argv[1]), reeread.__file__
    seeds = sorted(shipped("seeds").glob("*.txt"))
    library = Path("first.db")
    with Library.open(library, "newcomer", create=True) as lib:
        for outcome in add(lib, map(str, seeds)):
            assert not outcome.error, outcome.error
    app = ReereadApp(library, "newcomer")
    async with app.run_test(size=(140, 45)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        picture = app.export_screenshot()
        assert app.stylesheet.rules
    print(len(seeds), "rare" in picture, "Japan" in picture)

asyncio.run(main())
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel from it, from what git would clone; return their folder."""
    folder = tmp_path_factory.mktemp("built")
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(CHECKOUT)]
    subprocess.run(build, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel alone in a new environment that sees the packages of this one; return its Python."""
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, with_pip=False, symlinks=True)
    bin_folder = home / ("Scripts" if os.name == "nt" else "bin")
    python = bin_folder / "python"
    install = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "--quiet",
        "--no-deps",
        "--no-index",
    ]
    subprocess.run([*install, str(next(built.glob("*.whl")))], check=True, capture_output=True)
    site = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    # As a path alone, so that the .pth files there, which lead back to the checkout, are not read.
    paths = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    Path(site, "packages_of_the_tests.pth").write_text("\n".join(sorted(paths)) + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_what_is_read_at_run_time(built: Path) -> None:
    """Styles, seeds with their notice, rules, migrations, templates and pages are inside; tests and the example are not."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert len([name for name in names if name.startswith("reeread/seeds/") and name.endswith(".txt")]) == 5
    assert "reeread/seeds/NOTICE" in names
    assert "reeread/py.typed" in names
    inside = {f"reeread/{path.relative_to(CHECKOUT)}" for path in (CHECKOUT / "styles").iterdir()}
    data = {".toml", ".sql", ".j2", ".html", ".css", ".js", ".svg"}
    inside |= {
        str(path.relative_to(CHECKOUT)) for path in (CHECKOUT / "reeread").rglob("*") if path.suffix in data
    }
    assert inside <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"reeread"}


def test_the_sdist_holds_what_the_tests_need(built: Path) -> None:
    """Tests, docs and project files travel with the source; the environment and git's folder do not."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"pyproject.toml", "Makefile", "README.md", "LICENSE", "constraints.txt", "seeds/NOTICE"} <= names
    assert "tests/test_packaging.py" in names
    assert not [name for name in names if name.startswith((".venv", ".git/"))]


def test_the_installed_command_runs(installed: Path, tmp_path: Path) -> None:
    """`reeread list` and `reeread extract` work from the wheel, in a folder that knows nothing of the checkout."""
    command = installed.parent / "reeread"
    listed = subprocess.run([command, "list"], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert "reeread add" in listed.stderr
    said = subprocess.run(
        [command, "extract"],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
        input="The port reopened.",
    )
    assert '"text": "The port reopened."' in said.stdout


def test_the_installed_reader_paints(installed: Path, tmp_path: Path) -> None:
    """The first screen shows the seeds from inside the wheel, dressed by the styles inside the wheel."""
    painted = subprocess.run(
        [installed, "-c", FIRST_SCREEN, CHECKOUT], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert painted.returncode == 0, painted.stderr
    assert painted.stdout.split() == ["5", "True", "True"]
