"""How a parse comes back from a child process: as data that is checked, never as objects.

A frame is its kind in a byte, the lengths of what follows, a head in JSON, the body in UTF-8 and the raw bytes.
"""

import json
import struct
from collections.abc import Iterable
from typing import Any, BinaryIO

from reeread.model.body import Block, BlockKind, Mark, MarkKind, Meta, Parsed
from reeread.model.errors import SourceError
from reeread.sources.part import Part

ASK, PART, END, TIRED = 1, 2, 3, 4
"""Kinds of frames: a request, a part, the end of the parts, and memory that ran out."""
MOST_HEAD, MOST_BODY, MOST_RAW = 48 * 2**20, 256 * 2**20, 2**30
_LENGTHS = struct.Struct(">BQQQ")


class Broken(Exception):
    """What came is no frame: the other end is gone, or writes more than it may."""


def send(pipe: BinaryIO, kind: int, head: Any = None, body: bytes = b"", raw: bytes = b"") -> None:
    """Write one frame."""
    packed = json.dumps(head).encode("ascii")
    pipe.write(_LENGTHS.pack(kind, len(packed), len(body), len(raw)))
    for piece in (packed, body, raw):
        pipe.write(piece)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[int, Any, bytes, bytes]:
    """Return kind, head, body and raw bytes of the next frame. Raises Broken if there is none."""
    kind, head, body, raw = _LENGTHS.unpack(_exactly(pipe, _LENGTHS.size))
    if head > MOST_HEAD or body > MOST_BODY or raw > MOST_RAW:
        raise Broken("too much")
    try:
        return kind, json.loads(_exactly(pipe, head)), _exactly(pipe, body), _exactly(pipe, raw)
    except (ValueError, RecursionError) as error:
        raise Broken("no frame") from error


def send_part(pipe: BinaryIO, part: Part, *, raw: bool) -> None:
    """Write a part; its raw bytes only if the other end has not got them."""
    head: dict[str, Any] = {"key": part.key}
    if part.error is not None:
        head["error"] = [part.error.what, part.error.where, part.error.next_step]
    if part.parsed is None:
        send(pipe, PART, head)
        return
    parsed = part.parsed
    meta = parsed.meta
    head |= {
        "blocks": [[block.kind.value, block.start, block.end, block.level] for block in parsed.blocks],
        "marks": [[mark.kind.value, mark.start, mark.end, mark.target] for mark in parsed.marks],
        "meta": [meta.title, meta.title_derived, meta.byline, meta.published, meta.language, meta.address],
        "warnings": list(parsed.warnings),
        "encoding": parsed.encoding,
        "format": parsed.format,
    }
    send(pipe, PART, head, parsed.body.encode("utf-8", "replace"), parsed.raw if raw else b"")


def part(head: Any, body: bytes, raw: bytes) -> Part:
    """Return the part of a frame. Raises Broken for anything that no part is like."""
    try:
        key = _text(head["key"])
        if "error" in head:
            what, where, next_step = map(_text, head["error"])
            return Part(key, error=SourceError(what, where, next_step))
        text = body.decode("utf-8")
        title, derived, byline, published, language, address = head["meta"]
        blocks = tuple(
            Block(BlockKind(kind), _number(start), _number(end), _number(level))
            for kind, start, end, level in head["blocks"]
        )
        marks = tuple(
            Mark(MarkKind(kind), _number(start), _number(end), _text(target))
            for kind, start, end, target in head["marks"]
        )
        _check(blocks, marks, len(text))
        said = map(_text, (byline, published, language, address))
        return Part(
            key,
            Parsed(
                body=text,
                blocks=blocks,
                meta=Meta(_text(title), bool(derived), *said),
                marks=marks,
                warnings=tuple(map(_text, head["warnings"])),
                encoding=_text(head["encoding"]),
                format=_text(head["format"]),
                raw=raw,
            ),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise Broken("no part") from error


def _check(blocks: Iterable[Block], marks: Iterable[Mark], length: int) -> None:
    end = 0
    for block in blocks:
        if not end <= block.start < block.end <= length:
            raise ValueError("blocks overlap")
        end = block.end
    if not all(0 <= mark.start < mark.end <= length for mark in marks):
        raise ValueError("a mark lies outside")


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no text")
    return value.encode("utf-8", "replace").decode("utf-8")


def _number(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("no number")
    return value


def _exactly(pipe: BinaryIO, size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise Broken("the end")
    return data
