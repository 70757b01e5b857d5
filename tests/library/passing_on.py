"""A library passed on as JSON: written, brought into another, compared."""

import json
from pathlib import Path
from typing import Any

from reeread.export.registry import formats
from reeread.library import Library, merging
from reeread.library.delivering import deliver
from reeread.library.exporting import dossier
from reeread.model.arrival import Row


def exported(lib: Library) -> Any:
    """Return everything that the JSON of a library says, but for when it was written and what is computed anew.

    What is a copy of what is found as texts come in: earlier versions, which stay where they were, had a part in it.
    """
    document = json.loads("".join(map(str, formats()["json"].write(dossier(lib)))))
    for briefing in document["briefings"]:
        del briefing["copy_of"]
    return {name: value for name, value in document.items() if name != "made"}


def passed_on(lib: Library, other: Library, folder: Path, format: str = "json") -> tuple[Row, ...]:
    """Write a library in a format, merge the file into another, and return what became of each thing."""
    file = folder / f"passed.{format}"
    deliver(formats()[format], dossier(lib), file)
    return merging.merge(other, merging.read(file))


def unordered(value: Any) -> Any:
    """Return what an export says, whatever came in first: briefings and what stands on them by their ids."""
    kept = {name: one for name, one in value.items() if name not in ("tags", "title")}
    for briefing in kept["briefings"]:
        for name in ("annotations", "decisions"):
            briefing[name].sort(key=lambda row: str(row["id"]))
            for row in briefing[name]:
                row["tags"].sort()
    return {
        **kept,
        "briefings": sorted(kept["briefings"], key=lambda one: str(one["id"])),
        "claims": sorted(kept["claims"], key=lambda one: str(one["id"])),
    }
