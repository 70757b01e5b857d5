"""Annotations that other people and programs made, read from their files: one module for each kind."""

import json
from typing import Any

from reeread.model.arrival import Bundle
from reeread.model.errors import SourceError
from reeread.sources.annotated import hypothesis, ours, refi, w3c

_KINDS = "our JSON, W3C Web Annotations, Hypothes.is JSON, .qdpx, .qdc and Taguette projects"
SQLITE = b"SQLite format 3\0"
"""How a file begins that the store must open, because it is a database: a Taguette project."""


def read(raw: bytes, name: str) -> Bundle:
    """Return what a file holds; what of it cannot be read is in the bundle as refused.

    Args:
        raw: Its bytes.
        name: Its name, for messages.

    Raises:
        SourceError: It is none of the formats that can come in.
    """
    if raw.startswith(b"PK"):
        return refi.project(raw, name)
    text = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"<"):
        return refi.codebook(raw, name)
    return _json(text, name)


def _json(raw: bytes, name: str) -> Bundle:
    try:
        document: Any = json.loads(raw)
    except RecursionError as error:
        raise SourceError("It is nested too deeply.", name) from error
    except ValueError as error:
        raise SourceError(f"It is no JSON: {error}.", name, f"What can come in: {_KINDS}.") from error
    if isinstance(document, dict) and str(document.get("format", "")).startswith("reeread/"):
        return ours.bundle(document, name)
    if isinstance(document, dict) and isinstance(document.get("annotations"), list):
        return hypothesis.bundle(document)
    if isinstance(document, list) or (
        isinstance(document, dict) and {"@context", "type", "target"} & {*document}
    ):
        return w3c.bundle(document)
    raise SourceError("It holds no annotations that we know.", name, f"What can come in: {_KINDS}.")
