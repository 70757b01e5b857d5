"""Plug-ins as pip would install them, each in a folder of its own, and settings that name them."""

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reeread import places
from reeread.plugins import complaints, loading, telling
from reeread.sources import isolation
from tests.cli.conftest import call

__all__ = ["call"]

Plugin = Callable[..., Path]


@pytest.fixture(autouse=True)
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget plug-ins that other tests loaded, and what was said of them."""
    for remembered in (loading._offered, loading._loaded):
        remembered.cache_clear()
    complaints()
    monkeypatch.setattr(telling, "_told", set())
    yield
    complaints()


@pytest.fixture
def settle() -> Callable[[str], None]:
    """Return a function that writes the settings."""

    def write(text: str) -> None:
        file = places.config_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    return write


@pytest.fixture
def plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settle: Callable[[str], None]
) -> Iterator[Plugin]:
    """Return a function that installs a plug-in of this code, names it in the settings and returns its module."""
    site = tmp_path / "site"
    made: list[str] = []

    def install(code: str, name: str = "loud") -> Path:
        info = site / f"{name}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[reeread]\n{name} = {name}_minds.{name}\n")
        package = site / f"{name}_minds"
        package.mkdir()
        (package / "__init__.py").touch()
        module = package / f"{name}.py"
        module.write_text(f"from reeread.plugins.spec import hookimpl\n{code}", encoding="utf-8")
        importlib.invalidate_caches()
        made.append(name)
        settle(f"plugins = {made!r}\n")
        return module

    site.mkdir()
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.setenv(
        "PYTHONPATH", os.pathsep.join((str(site), *filter(None, (os.environ.get("PYTHONPATH"),))))
    )
    isolation._end_all()
    yield install
    isolation._end_all()
    for name in [name for name in sys.modules if name.partition(".")[0].removesuffix("_minds") in made]:
        del sys.modules[name]
