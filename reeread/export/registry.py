"""The formats that there are: each module in `formats/` that has a `FORMAT`, and what plug-ins write."""

import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, partial
from importlib import import_module

from reeread.export import formats as folder
from reeread.export.dossier import Dossier
from reeread.export.format import DEFAULTS, Format, Options, Piece, Shape
from reeread.model.errors import ReereadError
from reeread.plugins import complain, offered

__all__ = ["Format", "Options", "Shape", "formats"]


def formats() -> dict[str, Format]:
    """Return the formats by name, in alphabetical order; a plug-in takes no name of ours."""
    known = dict(_own())
    for one in offered("exporters", Format):
        if one.name in known:
            complain(f"A plug-in would write “{one.name}”, which is written already: it was left out.")
        else:
            known[one.name] = replace(one, write=partial(_guarded, one))
    return dict(sorted(known.items()))


def _guarded(format: Format, dossier: Dossier, options: Options = DEFAULTS) -> Iterator[Piece]:
    """Yield what a plug-in writes, and say whose fault it is if it fails.

    Raises:
        ReereadError: The plug-in failed.
    """
    try:
        yield from format.write(dossier, options)
    except ReereadError:
        raise
    except Exception as error:
        what = f"The plug-in that writes “{format.name}” failed ({type(error).__name__}: {error})."
        raise ReereadError(what, next_step="Tell its author.") from error


@cache
def _own() -> dict[str, Format]:
    """Return those that ship with the program."""
    found = (
        import_module(f"{folder.__name__}.{module.name}").FORMAT
        for module in pkgutil.iter_modules(folder.__path__)
    )
    return {one.name: one for one in found}
