"""The formats that there are: each module in `formats/` that has a `FORMAT`."""

import pkgutil
from functools import cache
from importlib import import_module

from reeread.export import formats as folder
from reeread.export.format import Format, Options

__all__ = ["Format", "Options", "formats"]


@cache
def formats() -> dict[str, Format]:
    """Return the formats by name, in alphabetical order."""
    found = (
        import_module(f"{folder.__name__}.{module.name}").FORMAT
        for module in pkgutil.iter_modules(folder.__path__)
    )
    return {one.name: one for one in sorted(found, key=lambda one: one.name)}
