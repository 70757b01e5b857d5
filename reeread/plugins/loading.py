"""Loading the plug-ins that are named, each by itself, so that one that fails takes nothing with it."""

from functools import cache
from typing import Any, TypeVar

from reeread.plugins.settled import named
from reeread.plugins.telling import complain

Thing = TypeVar("Thing")

_dropped: list[object] = []
"""What failed in use: it is not asked again while the program runs."""


def offered(kind: str, wanted: type[Thing]) -> tuple[Thing, ...]:
    """Return what the named plug-ins offer of a kind, in the order of the settings.

    Args:
        kind: "extractors", "importers" or "exporters".
        wanted: What each thing must be; any other is complained of and left out.
    """
    if not (names := named()):
        return ()
    sort: Any = wanted
    things: tuple[Thing, ...] = _offered(kind, sort, names)
    return tuple(one for one in things if not any(one is gone for gone in _dropped))


def dropped(thing: object) -> None:
    """Offer a thing no more, because it failed."""
    _dropped.append(thing)


@cache
def _offered(kind: str, wanted: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(thing for name in names for thing in offers(name, kind, wanted) or ())


def offers(name: str, kind: str, wanted: type[Thing]) -> list[Thing] | None:
    """Return what one plug-in offers of a kind, as `offered` does of all; None if it cannot be used at all."""
    manager = _loaded(name)
    if manager is None:
        return None
    try:
        found = [thing for things in getattr(manager.hook, f"reeread_{kind}")() for thing in things]
    except Exception as error:
        complain(f"The plug-in “{name}” does not say what {kind} it has ({_said(error)}).")
        return []
    right = [thing for thing in found if isinstance(thing, wanted)]
    if len(right) < len(found):
        complain(f"The plug-in “{name}” offers {kind} that are none, which were left out.")
    return right


@cache
def _loaded(name: str) -> Any:
    """Return pluggy's manager of one plug-in alone, None if the plug-in is not there or cannot be loaded."""
    import pluggy

    from reeread.plugins import spec

    manager = pluggy.PluginManager(spec.GROUP)
    manager.add_hookspecs(spec)
    try:
        there = manager.load_setuptools_entrypoints(spec.GROUP, name)
        manager.check_pending()
    except (Exception, SystemExit) as error:
        complain(f"The plug-in “{name}” cannot be loaded ({_said(error)}): the program goes on without it.")
        return None
    if not there:
        complain(
            f"No plug-in “{name}” is installed: install it, or take it out of `plugins` in the settings file."
        )
        return None
    return manager


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {' '.join(str(error).split())}"
