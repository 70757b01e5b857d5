"""The modules that read sources."""

from importlib import import_module
from types import ModuleType


def reader(name: str) -> ModuleType:
    """Return the module of a name: one of this package, or a plug-in's, which is named in full, with dots."""
    return import_module(name if "." in name else f"reeread.sources.{name}")
