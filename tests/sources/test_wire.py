"""The way back from a child process: what is sent comes whole, and nothing else is taken."""

import io
import json
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reeread.model.body import Block, BlockKind, Mark, MarkKind, Meta, Parsed
from reeread.model.errors import SourceError
from reeread.sources import wire
from reeread.sources.part import Part

PARSED = Parsed(
    body="Título\n\nWords.",
    blocks=(Block(BlockKind.TITLE, 0, 6, 1), Block(BlockKind.PARAGRAPH, 8, 14)),
    meta=Meta("Título", False, "B", "2024-01-01", "es", "https://a.b/"),
    marks=(Mark(MarkKind.LINK, 8, 13, "https://c.d/"),),
    warnings=("One.",),
    encoding="cp1252",
    format="html",
    raw=b"\0\xff",
)


def sent(part: Part) -> bytes:
    """Return the frame of a part."""
    pipe = io.BytesIO()
    wire.send_part(pipe, part, raw=True)
    return pipe.getvalue()


def received(data: bytes) -> Part:
    """Return the part of a frame."""
    kind, head, body, raw = wire.receive(io.BytesIO(data))
    assert kind == wire.PART
    return wire.part(head, body, raw)


def test_a_part_comes_back_as_it_went() -> None:
    """Body, blocks, marks, meta, warnings and raw bytes are the same."""
    assert received(sent(Part("key", PARSED))) == Part("key", PARSED)


def test_an_error_comes_back_with_its_three_parts() -> None:
    """What, where and what next."""
    error = received(sent(Part("", error=SourceError("is odd.", "a.pdf", "Do this.")))).error
    assert error is not None
    assert (error.what, error.where, error.next_step) == ("is odd.", "a.pdf", "Do this.")


def test_half_of_a_surrogate_pair_does_not_come_through() -> None:
    """Text that could not be stored becomes a question mark in one place, so that offsets hold."""
    body = received(sent(Part("", Parsed("a\ud800b", (), Meta("\udfff"))))).parsed
    assert body is not None
    assert (body.body, body.meta.title) == ("a?b", "?")


@pytest.mark.parametrize(
    "spoiled",
    [
        {"blocks": [["title", 0, 99, 0]]},
        {"blocks": [["title", 3, 6, 0], ["heading", 0, 2, 0]]},
        {"blocks": [["nonsense", 0, 2, 0]]},
        {"blocks": [["title", 0, 2.5, 0]]},
        {"marks": [["link", -1, 2, ""]]},
        {"marks": [["link", 0, 2, 7]]},
        {"meta": ["too", "short"]},
        {"warnings": 3},
        {"error": ["only one"]},
    ],
)
def test_a_part_that_does_not_hold_together_is_refused(spoiled: dict[str, object]) -> None:
    """A child that was taken over cannot send blocks outside of the body, or anything but text and numbers."""
    _, head, body, raw = wire.receive(io.BytesIO(sent(Part("", PARSED))))
    with pytest.raises(wire.Broken):
        wire.part(head | spoiled, body, raw)


def test_a_frame_larger_than_allowed_is_refused_before_it_is_read() -> None:
    """The lengths are looked at first."""
    for lengths in ((wire.MOST_HEAD + 1, 0, 0), (2, wire.MOST_BODY + 1, 0), (2, 0, wire.MOST_RAW + 1)):
        with pytest.raises(wire.Broken, match="too much"):
            wire.receive(io.BytesIO(struct.pack(">BQQQ", wire.PART, *lengths) + b"{}"))


@given(st.binary(max_size=200), st.integers(0, 300))
def test_anything_else_is_broken(noise: bytes, cut: int) -> None:
    """Noise, and frames that end too soon, raise Broken and nothing else."""
    head = json.dumps({"key": noise.hex()}).encode()
    for data in (noise, sent(Part("key", PARSED))[:cut], struct.pack(">BQQQ", 2, len(head), 0, 0) + head):
        try:
            received(data)
        except wire.Broken:
            continue
        assert cut >= len(sent(Part("key", PARSED)))
