"""Licences of what is installed with the program."""

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

DOCS = Path(__file__).parent.parent / "docs" / "dependencies.md"
EXTRAS = ("", "web", "pdf", "feeds", "xlsx", "parquet", "serve", "team", "cluster", "agree")
SILENT = {"pysqlite3"}
"""Packages that say nothing of their licence; `docs/dependencies.md` says it."""


def needed(name: str, extras: tuple[str, ...]) -> Iterator[str]:
    """Yield what a package asks for here, for itself and for some of its extras."""
    for text in distribution(name).requires or ():
        asked = Requirement(text)
        if asked.marker is None or any(asked.marker.evaluate({"extra": extra}) for extra in extras):
            yield canonicalize_name(asked.name)


def installed() -> dict[str, Distribution]:
    """Return everything that comes along with the program and its extras, as far as it is installed."""
    found: dict[str, Distribution] = {}
    waiting = list(needed("reeread", EXTRAS))
    while waiting:
        name = waiting.pop()
        if name not in found:
            try:
                found[name] = distribution(name)
            except PackageNotFoundError:  # an extra that was left out
                continue
            waiting.extend(needed(name, ("",)))
    return found


def licence(package: Distribution) -> str:
    """Return all that a package says of its licence."""
    said = package.metadata
    kinds = [one for one in said.get_all("Classifier") or () if one.startswith("License")]
    return " ".join([said.get("License-Expression") or "", said.get("License") or "", *kinds]).strip()


def test_nothing_is_under_the_agpl() -> None:
    """Neither what we ask for nor what that brings along; and whoever says nothing is known by name."""
    said = {name: licence(package) for name, package in installed().items()}
    assert len(said) > 12
    assert [name for name, words in said.items() if re.search(r"AGPL|Affero", words, re.IGNORECASE)] == []
    assert {name for name, words in said.items() if not words} <= SILENT


def test_what_we_ask_for_is_documented_with_its_licence() -> None:
    """Each of our own dependencies stands in the table, and its package says the licence that stands there."""
    rows = re.findall(r"^\| ([\w-]+) \| [^|]+ \| ([^|]+) \|", DOCS.read_text("utf-8"), re.MULTILINE)
    documented = {canonicalize_name(name): words for name, words in rows[1:]}
    packages = installed()
    asked = set(needed("reeread", EXTRAS))
    assert asked <= set(documented) | {"distributed"}
    for name in asked & set(documented) & set(packages) - SILENT:
        said = licence(packages[name])
        for word in re.findall(r"[A-Z]{3,}|Apache", documented[name]):
            assert word in said, (name, said)
