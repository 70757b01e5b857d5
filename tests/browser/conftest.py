"""A real browser, and pages of the report to open in it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from interop.installing import node

from reeread.export.dossier import Dossier
from reeread.export.registry import formats
from tests.browser.chromium import Chromium, Page

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def _browser() -> Iterator[Chromium | None]:
    """Lend one browser to all tests, if there is one."""
    program = shutil.which("chromium")
    browser = Chromium(program) if program else None
    yield browser
    if browser:
        browser.close()


@pytest.fixture
def browser(needs: Callable[[str], str], _browser: Chromium | None) -> Chromium:
    """Return a browser that runs; without Chromium the test is skipped, but never in CI."""
    needs("chromium")
    assert _browser
    return _browser


@pytest.fixture
def axe() -> str:
    """Return the script of axe-core."""
    _, modules = node()
    return (modules / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")


@pytest.fixture
def opened(browser: Chromium, tmp_path: Path) -> Iterator[Open]:
    """Return a function that exports a dossier and opens the page."""
    pages: list[Page] = []

    def open_page(dossier: Dossier, *, width: int = 1280, height: int = 900) -> Page:
        file = tmp_path / f"report-{len(pages)}.html"
        file.write_text("".join(map(str, formats()["html"].write(dossier))), encoding="utf-8")
        pages.append(browser.page(file.as_uri(), width=width, height=height))
        return pages[-1]

    yield open_page
    for page in pages:
        page.close()
