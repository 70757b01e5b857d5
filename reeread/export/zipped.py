"""Archives written piece by piece, the same bytes for the same content."""

import zipfile
from collections.abc import Iterable, Iterator

_MODE = 0o644 << 16


class _Sink:
    """What an archive writes into, emptied as it goes on."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self.parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        whole = b"".join(self.parts)
        self.parts.clear()
        return whole


def archive(members: Iterable[tuple[str, Iterable[str]]], made: str) -> Iterator[bytes]:
    """Yield a zip file of texts.

    Args:
        members: Their names, with slashes, and their texts in pieces.
        made: When, as an ISO date-time in UTC; all members bear it.
    """
    sink = _Sink()
    date = tuple(
        int(part) for part in (made[:4], made[5:7], made[8:10], made[11:13], made[14:16], made[17:19])
    )
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as out:  # type: ignore[call-overload]
        for name, pieces in members:
            info = zipfile.ZipInfo(name, date)  # type: ignore[arg-type]
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, _MODE
            with out.open(info, "w", force_zip64=True) as member:
                for piece in pieces:
                    member.write(piece.encode())
                    if sink.parts:
                        yield sink.taken()
    yield sink.taken()
