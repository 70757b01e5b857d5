"""Validate Web Annotations against the W3C's schemas and expand them with PyLD; print what either finds wrong."""

import json
import sys
from pathlib import Path

from jsonschema import Draft4Validator
from pyld import jsonld
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

data, export = Path(sys.argv[1]), Path(sys.argv[2])
packed = json.loads((data / "schemas.json").read_text("utf-8"))
schemas = packed["schemas"]
named = [(name, Resource(schema, DRAFT4)) for name, schema in schemas.items()]
named += [(schema["id"], Resource(schema, DRAFT4)) for schema in schemas.values() if "id" in schema]
registry = Registry().with_resources(named)
validators = {name: Draft4Validator(schemas[name], registry=registry) for name in packed["musts"]}
context = json.loads((data / "anno.jsonld").read_text("utf-8"))


def local(url, options):
    assert url == "http://www.w3.org/ns/anno.jsonld", url
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}


jsonld.set_document_loader(local)


def keys(value):
    """Yield every key of a document but those of JSON-LD itself."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not key.startswith("@"):
                yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


document = json.loads(export.read_text("utf-8"))
items = document["first"]["items"]
wrong = [[item["id"], name] for item in items for name, one in validators.items() if not one.is_valid(item)]
compacted = jsonld.compact(jsonld.expand(document), context)
lost = sorted({*keys(document)} - {*keys(compacted)})
print(json.dumps({"wrong": wrong, "lost": lost, "items": len(items)}))
