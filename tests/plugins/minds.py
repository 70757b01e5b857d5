"""Code of plug-ins for the tests."""

EXTRACTOR = """
import os
from pathlib import Path
from reeread.model.extraction import Cue, Suggestion
from reeread.plugins import Extractor

ASKED = Path(__file__).with_name("asked.txt")

def suggest(sentences, tags):
    with ASKED.open("a") as file:
        file.write(f"{len(sentences)} {[tag.name for tag in tags]}\\n")
    for one in sentences:
        at = one.text.find("delays")
        cue = Cue(one.start + at, one.start + at + 6, "delays", "loud.delay")
        yield (Suggestion("risk", 7.0, (cue,)),) if at >= 0 else ()

@hookimpl
def reeread_extractors():
    return [Extractor("loud/3", suggest, "parrot-7b")]
"""
"""Finds a risk in delays."""

UNSOUND = """
from dataclasses import replace
from reeread.model.extraction import Cue, Suggestion
from reeread.plugins import Extractor

def suggest(sentences, tags):
    for one in sentences:
        right = Cue(one.start, one.start + 3, one.text[:3], "loud.first")
        yield (
            Suggestion("no such tag", 0.5, (right,)),
            Suggestion("risk", 0.5, ()),
            Suggestion("commitment", 0.5, (right._replace(text="xyz"),)),
            Suggestion("speculation", 0.5, (right._replace(start=right.start - 9, end=right.end - 9),)),
            Suggestion("confirmed", 0.5, (right._replace(negated=True),)),
        )

@hookimpl
def reeread_extractors():
    return [Extractor("loud/3", suggest)]
"""
"""Suggests nothing that can be shown with words of its sentence."""

IMPORTER = """
from reeread.model.body import Block, BlockKind, Meta, Parsed
from reeread.model.errors import SourceError
from reeread.sources.registry import Format

def parse(raw, name, *, encoding):
    if b"silence" in raw:
        raise SourceError("says nothing.")
    body = raw.decode().upper()
    return Parsed(body, (Block(BlockKind.PARAGRAPH, 0, len(body)),), Meta(title="Loud"), raw=raw)

@hookimpl
def reeread_importers():
    return [
        Format("shout", (".shout",), "loud_minds.loud"),
        Format("text", (".txt",), "loud_minds.loud"),
    ]
"""
"""Reads .shout in capitals, and would read text."""

EXPORTER = """
from reeread.export.format import Format, Shape

def write(dossier, options=None):
    yield f"{dossier.title}!\\n"
    for entry in dossier.entries:
        if "levy" in entry.article.briefing.title:
            raise ZeroDivisionError("too loud")
        yield f"{entry.article.briefing.title.upper()}\\n"

@hookimpl
def reeread_exporters():
    return [Format("shout", ".shout", Shape.TEXT, "Loud.", write), Format("csv", ".csv", Shape.TEXT, "Loud.", write)]
"""
"""Writes titles in capitals, falls over a levy, and would write CSV."""
