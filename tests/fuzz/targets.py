"""What is fuzzed: a function of bytes for each importer, which fails on anything but a sound result or a refusal."""

import importlib
from collections.abc import Callable, Iterator, Mapping

from sources.packing import docx, epub

from reeread.model.body import Parsed
from reeread.model.errors import SourceError, UsageError
from reeread.sources import formats, parse_all
from reeread.sources.part import Part

Target = Callable[[bytes], None]

APART = b"\n%%%%\n"
"""Between the parts of a document that is packed after the fuzzer changed it: in a damaged archive nothing is read."""
_EXTRACTED = 1_000
"""Code points of a body up to which its sentences are read too."""


def read(format: str, raw: bytes) -> Iterator[Part]:
    """Yield what the importer makes of the bytes, in this process."""
    module = importlib.import_module(f"reeread.sources.{formats()[format].module}")
    if formats()[format].several:
        yield from module.parts(raw, "x")
    else:
        yield Part("", module.parse(raw, "x"))


def holds_together(parsed: Parsed) -> None:
    """Assert that blocks and marks lie inside the body, blocks in order, and that text can be written."""
    end = 0
    for block in parsed.blocks:
        assert end <= block.start < block.end <= len(parsed.body), "blocks out of order"
        end = block.end
    assert all(0 <= mark.start < mark.end <= len(parsed.body) for mark in parsed.marks), "marks outside"
    assert parsed.body.encode("utf-8"), "no body"
    for said in (parsed.meta.title, parsed.meta.byline, parsed.meta.published, parsed.meta.language):
        said.encode("utf-8")


def targets() -> Mapping[str, Target]:
    """Return the targets by name: one for each format, one for what is packed, one for what nobody names."""
    return {
        **{name: _target(name) for name in formats()},
        "docx parts": lambda raw: _checked("docx", docx_of(raw)),
        "epub parts": lambda raw: _checked("epub", epub_of(raw)),
        "sniffed": _sniffed,
    }


def docx_of(raw: bytes) -> bytes:
    """Return a Word document whose body, styles, numbering and notes are the parts."""
    names = ("styles", "numbering", "footnotes", "comments")
    body, *parts = (part.decode("utf-8", "replace") for part in raw.split(APART))
    return docx(body, **dict(zip(names, parts, strict=False)))


def epub_of(raw: bytes) -> bytes:
    """Return a book whose metadata and chapters are the parts."""
    metadata, *chapters = (part.decode("utf-8", "replace") for part in raw.split(APART))
    return epub({f"{at}.xhtml": text for at, text in enumerate(chapters)}, metadata)


def _target(format: str) -> Target:
    return lambda raw: _checked(format, raw)


def _checked(format: str, raw: bytes) -> None:
    """Read the bytes in this process, where faults are seen as they are."""
    try:
        for part in read(format, raw):
            if part.parsed is not None:
                _sound(part.parsed)
    except SourceError as refused:
        assert refused.what
        str(refused).encode("utf-8")
    except RecursionError:
        if not formats()[format].isolated:  # the process that reads the others says so
            raise


def _sound(parsed: Parsed) -> None:
    from reeread.extract import extract

    holds_together(parsed)
    if len(parsed.body) <= _EXTRACTED:
        at = 0
        for one in extract(parsed.body, parsed.blocks, published=parsed.meta.published):
            assert at <= one.start < one.end <= len(parsed.body), "sentences out of order"
            at = one.end


def _sniffed(raw: bytes) -> None:
    """Read bytes that nobody named as a person's command does, in another process if need be."""
    try:
        for part in parse_all(raw, "x"):
            if part.parsed is not None:
                _sound(part.parsed)
            elif part.error is not None:
                _refused(part.error)
    except (SourceError, UsageError) as refused:
        _refused(refused)


def _refused(error: SourceError | UsageError) -> None:
    assert "its parser failed" not in error.what, error.what
    assert "crash" not in error.what, error.what
