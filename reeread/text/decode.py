"""Bytes to text: which encoding, and what had to be guessed."""

import codecs
import re
from dataclasses import dataclass, field

from reeread.model.errors import SourceError

_WAY_OUT = "If it is text in another encoding, name it with --encoding, e.g. --encoding cp1252."
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""UTF-32 stands before UTF-16 because its mark begins with that of UTF-16."""
_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive or Office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"%PDF-", "a PDF"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file (image, sound or video)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"OggS", "an Ogg file"),
    (b"ID3", "an MP3 file"),
    (b"PAR1", "a Parquet file"),
)
_TEXT_MAGIC = (b"BZh", b"ID3", b"RIFF", b"PAR1", b"GIF8", b"OggS")
"""Marks of letters alone: text may begin with them, so controls must be there as well."""
_CONTROLS = bytes(code for code in range(1, 0x20) if chr(code) not in "\t\n\r\f\x1a\x1b") + b"\x7f"
_FEW = 4
_MOST_CONTROLS_IN_UTF8, _MOST_CONTROLS, _MOST_NULS = 0.10, 0.02, 0.25
_SAMPLE = 1 << 16
_WIDE_NAMES = [f"utf_{bits}{order}" for bits in (16, 32) for order in ("", "_le", "_be")]
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_SHIFTED = re.compile(rb"\x1b\$[@B](?:[!-~]{2})+\x1b\([BJ]")
"""ISO-2022-JP says in seven bits when Japanese begins and ends."""
_DAMAGED_SHARE = 0.1
"""More broken sequences than this among those beyond ASCII, and the text is not UTF-8."""
_MOSTLY_ASCII = 0.75
_LATIN1_LOOK = re.compile(
    "[^\\W\\d_]|[\u2018-\u201e\u2020-\u2026\u2030\u2039\u203a\u20ac\u2122\u2013\u2014\u00a0£§©«»®°·½¼¾×¡¿´]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read."""

    text: str
    """Without byte order mark, newlines as \\n, nothing else touched."""
    encoding: str
    warnings: tuple[str, ...] = field(default=())


def decode(raw: bytes, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """Return the text of the bytes.

    `encoding` is what a person asked for and is obeyed; `declared` is what the source says of itself and is
    tried. Raises SourceError for nothing, for what is no text, and for bytes that the named encoding has not.
    """
    decoded = _asked(raw, encoding) if encoding else _found(raw, declared)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in decoded.text else decoded.text
    if not text.strip().strip("\ufeff"):
        raise SourceError("nothing to import: the source is empty or blank.")
    warnings = decoded.warnings
    if nuls := text.count("\0"):
        warnings += (f"{nuls} NUL character{'s' * (nuls > 1)} kept, shown as ␀.",)
    return Decoded(text, decoded.encoding, warnings)


def _asked(raw: bytes, encoding: str) -> Decoded:
    """Decode by the encoding that a person named."""
    try:
        name = codecs.lookup(encoding).name
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        raise SourceError(f"invalid {encoding} at byte {error.start}.", next_step=_WAY_OUT) from error
    except (LookupError, ValueError) as error:
        raise SourceError(
            f"there is no encoding named {encoding!r}.",
            next_step="Try utf-8, utf-16, cp1252, cp932 or gb18030.",
        ) from error
    if not isinstance(text, str):
        raise SourceError(f"{encoding!r} is no text encoding.")
    return Decoded(text.removeprefix("\ufeff"), name)


def _found(raw: bytes, declared: str | None) -> Decoded:
    """Decode by what the bytes show: mark, declaration, pattern of NULs, UTF-8, statistics, cp1252."""
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], name, len(mark))
    _refuse_magic(raw)
    warnings: tuple[str, ...] = ()
    if declared:
        try:
            return Decoded(raw.decode(declared), codecs.lookup(declared).name)
        except (LookupError, ValueError, AttributeError):
            warnings = (f"The source says that it is {declared}, which it is not.",)
    if wide := _wide(raw):
        try:
            return Decoded(
                raw.decode(wide), wide, (*warnings, f"Encoding guessed from its pattern of NULs: {wide}.")
            )
        except UnicodeDecodeError:
            pass
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_surrogates(raw, error)
        _refuse_controls(raw, _MOST_CONTROLS)
        decoded = _damaged_utf8(raw, error) or _guessed(raw)
        return Decoded(decoded.text, decoded.encoding, warnings + decoded.warnings)
    _refuse_controls(raw, _MOST_CONTROLS_IN_UTF8)
    if _SHIFTED.search(raw):
        try:
            name = "iso2022_jp"
            return Decoded(
                raw.decode(name), name, (*warnings, f"Encoding guessed from its escape sequences: {name}.")
            )
        except UnicodeDecodeError:
            pass
    return Decoded(text, "utf-8", warnings)


def _marked(raw: bytes, name: str, skipped: int) -> Decoded:
    """Decode what follows a byte order mark."""
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"invalid {name.upper()} at byte {error.start + skipped}.", next_step=_WAY_OUT
        ) from error
    said = () if name == "utf-8" else (f"Read as {name}, by its byte order mark.",)
    return Decoded(text, name, said)


def _wide(raw: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 that the places of NULs speak for."""
    head = raw[: _SAMPLE // 4 * 4]
    if len(head) < 4 or b"\0" not in head:
        return None
    share = [head[place::4].count(0) / max(1, len(head[place::4])) for place in range(4)]
    if len(raw) % 4 == 0 and max(share[0], *share[1:3]) > 0.9 and min(share) < 0.1:
        if share[3] > 0.9 and share[2] > 0.9:
            return "utf-32-le"
        if share[0] > 0.9 and share[1] > 0.9:
            return "utf-32-be"
    if len(raw) % 2:
        return None
    even, odd = (share[0] + share[2]) / 2, (share[1] + share[3]) / 2
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _refuse_magic(raw: bytes) -> None:
    for mark, name in _MAGIC:
        if raw.startswith(mark) and (
            mark not in _TEXT_MAGIC or _controls(raw) > _MOST_CONTROLS or b"\0" in raw[:99]
        ):
            raise SourceError(f"looks like {name}, not text.", next_step="Export it as text and add that.")


def _refuse_controls(raw: bytes, most: float) -> None:
    nuls, others = raw.count(0), len(raw) - len(raw.translate(None, _CONTROLS))
    mostly = 2 * (nuls + others) > len(raw)  # the few that texts are forgiven may not be all there is
    if mostly or _controls(raw) > most or nuls > max(_FEW, _MOST_NULS * len(raw)):
        raise SourceError("looks like binary data, not text.", next_step=_WAY_OUT)


def _controls(raw: bytes) -> float:
    """Return the share of control bytes that texts do not hold; a few count as none."""
    count = len(raw) - len(raw.translate(None, _CONTROLS))
    return count / len(raw) if count > _FEW else 0.0


def _refuse_surrogates(raw: bytes, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 whose only fault are encoded surrogates: a guess would turn all of it into other letters."""
    if not _SURROGATE.match(raw, error.start):
        return
    try:
        raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    raise SourceError(f"invalid UTF-8 at byte {error.start}: half of a surrogate pair.", next_step=_WAY_OUT)


def _damaged_utf8(raw: bytes, error: UnicodeDecodeError) -> Decoded | None:
    """Return the text of UTF-8 with a few broken places, each shown as U+FFFD, or None if it is not UTF-8."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    beyond = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    if broken > _DAMAGED_SHARE * beyond:
        return None
    places = "1 place" if broken == 1 else f"{broken} places"
    return Decoded(
        text, "utf-8", (f"Invalid UTF-8 in {places}, shown as \ufffd; the first is at byte {error.start}.",)
    )


def _guessed(raw: bytes) -> Decoded:
    """Decode by statistics, else as cp1252; either way the guess is said."""
    import charset_normalizer  # only damaged or old files need it

    cut = raw.rfind(b"\n", 0, _SAMPLE) + 1 if len(raw) > _SAMPLE else len(raw)
    # UTF-16 and UTF-32 would have shown by their marks or NULs.
    best = charset_normalizer.from_bytes(raw[: cut or _SAMPLE], cp_exclusion=_WIDE_NAMES).best()
    if best is not None and not _is_western(raw[:_SAMPLE], best.encoding):
        try:
            return Decoded(raw.decode(best.encoding), best.encoding, (f"Encoding guessed: {best.encoding}.",))
        except UnicodeDecodeError:
            pass
    text = raw.decode("cp1252", "replace")
    return Decoded(text, "cp1252", ("Encoding guessed: cp1252, as no other fits.",))


def _is_western(raw: bytes, guess: str) -> bool:
    """Return whether cp1252 reads as well as the guess: statistics mix up the Latin code pages on short texts."""
    beyond = [c for c in raw.decode("cp1252", "replace") if c > "\x7f"]
    guessed = [c for c in raw.decode(guess, "replace") if c > "\x7f"]
    looks = sum(_LATIN1_LOOK.match(c) is not None for c in beyond)
    latin = sum("\x80" < c < "\u0250" or "\u2010" <= c < "\u2150" for c in guessed)
    return looks >= 0.95 * len(beyond) and (
        latin >= 0.9 * len(guessed) or len(beyond) <= (1 - _MOSTLY_ASCII) * len(raw)
    )
