"""Load UIMA CAS with dkpro-cassis; print title, covered text and tags of each passage."""

import json
import sys
from pathlib import Path

from cassis import load_cas_from_json, load_cas_from_xmi, load_typesystem


def loaded(folder: Path):
    if (folder / "TypeSystem.xml").exists():
        types = load_typesystem((folder / "TypeSystem.xml").read_text("utf-8"))
        for file in sorted(folder.glob("*.xmi")):
            with file.open("rb") as stream:
                yield load_cas_from_xmi(stream, typesystem=types)
    for file in sorted(folder.glob("*.json")):
        with file.open("rb") as stream:
            yield load_cas_from_json(stream)


found = []
for cas in loaded(Path(sys.argv[1])):
    (briefing,) = cas.select("reeread.Briefing")
    for passage in cas.select("reeread.Passage"):
        tags = list(passage.tags.elements) if passage.tags else []
        found.append(
            [briefing.title, passage.get_covered_text(), sorted(tags), passage.note or "", passage.author]
        )
print(json.dumps(found))
