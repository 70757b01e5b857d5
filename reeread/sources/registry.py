"""Which module reads which kind of source."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePath

from reeread.model.body import Parsed
from reeread.model.errors import SourceError, UsageError
from reeread.plugins import complain, offered
from reeread.sources.modules import reader
from reeread.sources.part import Part


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of source and the module that reads it.

    A module has `parse(raw, name, *, encoding)`, which returns a Parsed; or, for a kind that holds several briefings,
    `parts` with the same parameters, which yields Parts.
    """

    name: str
    endings: tuple[str, ...]
    """In lower case, with their dots."""
    module: str
    """Its name in this package; a plug-in's in full, with dots."""
    isolated: bool = True
    """Whether it is read in a child process with limits; all are but those that no library of C reads."""
    several: bool = False


_FORMATS = (
    Format("text", (".txt", ".text", ".asc", ".log"), "plain", isolated=False),
    Format("markdown", (".md", ".markdown", ".mdown", ".mkd"), "markdown", isolated=False),
    Format("html", (".html", ".htm", ".xhtml", ".xht"), "html"),
    Format("pdf", (".pdf",), "pdf"),
    Format("docx", (".docx", ".docm", ".dotx"), "docx"),
    Format("epub", (".epub",), "epub"),
    Format("mhtml", (".mht", ".mhtml"), "mhtml"),
    Format("mail", (".eml",), "mail"),
    Format("mbox", (".mbox", ".mbx"), "mbox", several=True),
    Format("feed", (".rss", ".atom", ".rdf"), "feed", several=True),
)


def formats() -> dict[str, Format]:
    """Return the known formats by name, those of plug-ins last."""
    return {known.name: known for known in _known()}


def format_of(name: str) -> Format | None:
    """Return the format that the ending of a name stands for, if any."""
    ending = PurePath(name).suffix.casefold()
    return next((known for known in _known() if ending in known.endings), None)


def _known() -> tuple[Format, ...]:
    """Return our own formats and those of plug-ins, which take no name of ours."""
    own = {known.name for known in _FORMATS}
    more: list[Format] = []
    for one in offered("importers", Format):
        if one.name in own:
            complain(f"A plug-in would read “{one.name}”, which is read already: it was left out.")
        else:
            own.add(one.name)
            more.append(one)
    return (*_FORMATS, *more)


def parse(raw: bytes, name: str, *, format: str | None = None, encoding: str | None = None) -> Parsed:
    """Return the body, blocks, marks and meta of a source that is one briefing.

    The format is chosen as for `parse_all`. Raises UsageError for a format that is not known, SourceError for what
    cannot be read or holds several briefings.
    """
    found = [
        part
        for part, _ in zip(parse_all(raw, name, format=format, encoding=encoding), range(2), strict=False)
    ]
    if len(found) > 1:
        raise SourceError("holds several briefings, where one is wanted.", name, "Add it to the library.")
    if not found or found[0].parsed is None:
        raise (found[0].error if found else None) or SourceError("nothing to import.", name)
    return found[0].parsed


def parse_all(
    raw: bytes, name: str, *, format: str | None = None, encoding: str | None = None
) -> Iterator[Part]:
    """Yield the briefings of a source, or why one of them cannot be read; most sources are one.

    The format is the one asked for, else the one that the name's ending stands for, else the one that the bytes show,
    else plain text. Raises UsageError for a format that is not known, SourceError if the source as a whole cannot be
    read.
    """
    chosen = format_for(raw, name, format)
    try:
        for part in _read(chosen, raw, name, encoding):
            if part.error is None:
                yield part
            else:
                yield replace(part, error=_placed(part.error, part.named(name)))
    except SourceError as error:
        raise _placed(error, name) from error


def format_for(raw: bytes, name: str, wish: str | None = None) -> Format:
    """Return the format that `parse_all` reads a source as. Raises UsageError for one that is not known."""
    known = formats()
    if wish is not None:
        if wish not in known:
            raise UsageError(
                f"there is no format named {wish!r}.", next_step=f"Known are {', '.join(known)}."
            )
        return known[wish]
    named = format_of(name)
    if named is not None:
        return named
    from reeread.sources.sniff import sniffed

    return known.get(sniffed(raw) or "text", known["text"])


def _read(chosen: Format, raw: bytes, name: str, encoding: str | None) -> Iterator[Part]:
    if chosen.isolated:
        from reeread.sources.isolation import parts

        found = parts(chosen.module, raw, name, encoding=encoding, several=chosen.several)
        for part in found:
            if part.error is not None and not part.key:
                raise part.error
            yield part
        return
    module = reader(chosen.module)
    if chosen.several:
        yield from module.parts(raw, name, encoding=encoding)
    else:
        yield Part("", module.parse(raw, name, encoding=encoding))


def _placed(error: SourceError, where: str) -> SourceError:
    return error if error.where else SourceError(error.what, where, error.next_step)
