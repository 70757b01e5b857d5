"""What a plug-in can implement, each function marked with `hookimpl`; imported only where a plug-in is."""

from collections.abc import Iterable

import pluggy

from reeread.plugins.extractor import Extractor

GROUP = "reeread"
"""The group of entry points in which plug-ins are found, and the name of the project for pluggy."""

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def reeread_extractors() -> Iterable[Extractor]:
    """Return what suggests tags beside the rules."""
    return ()


@hookspec
def reeread_importers() -> Iterable[object]:
    """Return kinds of sources: values of `reeread.sources.registry.Format`.

    Their module is named in full; it is read in a child process, as the program's own are, unless the kind says
    otherwise.
    """
    return ()


@hookspec
def reeread_exporters() -> Iterable[object]:
    """Return formats that a dossier can leave in: values of `reeread.export.format.Format`."""
    return ()
