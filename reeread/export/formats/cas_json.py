"""UIMA CAS as JSON: a file for each briefing, which carries its types."""

from collections.abc import Iterator
from typing import Any

from reeread.export import cas
from reeread.export.dossier import Dossier, Entry
from reeread.export.format import DEFAULTS, Format, Options, Page, Shape
from reeread.export.json_text import json_text

_SOFA = 1


def write(dossier: Dossier, options: Options = DEFAULTS) -> Iterator[Page]:
    """Yield a file for each briefing; positions count UTF-16 code units, as UIMA does."""
    for entry in dossier.entries:
        yield Page(f"{cas.name(entry)}.json", json_text(_document(entry)) + "\n")


def _document(entry: Entry) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    members: list[int] = []
    number = _SOFA
    for one in cas.structures(entry):
        number += 1
        structure: dict[str, Any] = {
            "%ID": number,
            "%TYPE": one.type,
            "@sofa": _SOFA,
            "begin": one.begin,
            "end": one.end,
        }
        members.append(number)
        found.append(structure)
        for name, said in one.features.items():
            if isinstance(said, tuple):
                number += 1
                structure[f"@{name}"] = number
                found.append({"%ID": number, "%TYPE": cas.STRINGS, "%ELEMENTS": list(said)})
            elif said:
                structure[name] = said
    text = {
        "%ID": _SOFA,
        "%TYPE": "uima.cas.Sofa",
        "sofaNum": 1,
        "sofaID": cas.VIEW,
        "mimeType": "text/plain",
    }
    return {
        "%TYPES": {name: _type(name, features) for name, features in cas.TYPES.items()},
        "%FEATURE_STRUCTURES": [*found[:1], {**text, "sofaString": cas.text(entry)}, *found[1:]],
        "%VIEWS": {cas.VIEW: {"%SOFA": _SOFA, "%MEMBERS": members}},
    }


def _type(name: str, features: dict[str, str]) -> dict[str, Any]:
    described: dict[str, Any] = {"%NAME": name, "%SUPER_TYPE": cas.ANNOTATION}
    for feature, kind in features.items():
        several = kind == cas.STRINGS
        described[feature] = {"%NAME": feature, "%RANGE": f"{cas.STRING}[]" if several else kind}
        if several:
            described[feature]["%MULTIPLE_REFERENCES_ALLOWED"] = False
    return described


FORMAT = Format(
    "cas-json",
    "",
    Shape.FOLDER,
    "A folder of UIMA CAS as JSON, for language processing.",
    write,
    "The codebook's meanings, grades, claims, orphans.",
)
