"""How a process and the one that asks it talk: a kind in one byte, a length, and so many bytes."""

import struct
from typing import BinaryIO

ANSWER, TIRED, FAULT = 0, 1, 2
"""What the task returned; that its memory did not suffice; that the batch could not be unpacked."""
_HEAD = struct.Struct(">BQ")


class Broken(Exception):
    """The other end is gone."""


def send(pipe: BinaryIO, data: bytes, kind: int = ANSWER) -> None:
    """Write one frame."""
    pipe.write(_HEAD.pack(kind, len(data)))
    pipe.write(data)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[int, bytes]:
    """Return kind and content of the next frame. Raises Broken if there is none."""
    kind, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    return kind, _exactly(pipe, length)


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    data = pipe.read(length)
    if len(data) < length:
        raise Broken
    return data
