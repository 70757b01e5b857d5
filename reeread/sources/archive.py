"""ZIP archives that others packed: members are read by name into memory, within limits, and never unpacked."""

import lzma
import posixpath
import struct
import zipfile
import zlib
from io import BytesIO

from reeread.model.errors import SourceError

_MOST_MEMBERS = 20_000
_MOST_BYTES = 256 * 2**20
"""In all."""
_MOST_OF_ONE = 96 * 2**20
_RATIO, _SMALL = 250, 2**20
"""What is larger than small may not be packed tighter than this."""
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError),
    *(ValueError, OverflowError, IndexError, NotImplementedError, RuntimeError),
)
"""What zipfile raises for archives that do not hold together."""


class Archive:
    """An archive whose members are text for a parser."""

    def __init__(self, raw: bytes, kind: str) -> None:
        """Open it. Raises SourceError if it is no archive, damaged, or would be too large.

        Args:
            raw: The archive.
            kind: What it is taken for, e.g. "DOCX".
        """
        self._kind = kind
        try:
            self._archive = zipfile.ZipFile(BytesIO(raw))
        except _DAMAGE as error:
            raise SourceError(f"is no {kind}: it is not a readable ZIP archive.") from error
        members = self._archive.infolist()
        if len(members) > _MOST_MEMBERS:
            raise SourceError(
                f"holds {len(members):,} files, more than a {kind} may have ({_MOST_MEMBERS:,})."
            )
        if sum(member.file_size for member in members) > _MOST_BYTES:
            raise self._swollen()
        self._members = {member.filename: member for member in members}
        self._left = _MOST_BYTES

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of its members."""
        return tuple(self._members)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member, b"" if there is none of that name.

        Raises SourceError if it is damaged, encrypted or larger than the limits allow.
        """
        member = self._members.get(name)
        if member is None:
            return b""
        if member.flag_bits & 1:
            raise SourceError("is encrypted.", next_step="Take its password off and add it again.")
        most = min(_MOST_OF_ONE, self._left, max(_SMALL, member.compress_size * _RATIO))
        try:
            with self._archive.open(member) as file:
                data = file.read(most + 1)
        except _DAMAGE as error:
            raise SourceError(f"is damaged: “{name}” in it cannot be read.") from error
        if len(data) > most:
            raise self._swollen()
        self._left -= len(data)
        return data

    def _swollen(self) -> SourceError:
        return SourceError(f"unpacks to far more than a {self._kind} should, and was given up.")


def beside(name: str, target: str) -> str:
    """Return the member that a target in another member means, e.g. ("a/b.xml", "../c.xml") is "c.xml".

    Raises SourceError for a target that points out of the archive.
    """
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), target))
    climbs = posixpath.normpath(posixpath.join(posixpath.dirname(name), target.lstrip("/")))
    if climbs == ".." or climbs.startswith("../") or "\0" in target or "\\" in target:
        raise SourceError(f"points out of itself, to “{target}”.")
    return joined.lstrip("/")
