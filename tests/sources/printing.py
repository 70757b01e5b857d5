"""PDFs for tests, written line by line."""

from collections.abc import Iterable, Sequence

Placed = tuple[float, float, float, str]
"""Left and bottom in points, the size of the type, the text; a text that begins with "*" is bold."""


def pdf(pages: Sequence[Iterable[Placed]], **said: str) -> bytes:
    """Return a document of pages of 600 by 800 points, with what it says of itself."""
    objects: list[bytes] = [b"", b"", _font("Helvetica"), _font("Helvetica-Bold"), _said(said)]
    kids = []
    for page in pages:
        stream = "\n".join(map(_drawn, page)).encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R"
            b" /Resources << /Font << /F 3 0 R /B 4 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _written(objects)


def paragraph(left: float, top: float, lines: Sequence[str], size: float = 10) -> list[Placed]:
    """Return lines below each other."""
    return [(left, top - at * 1.2 * size, size, line) for at, line in enumerate(lines)]


def _drawn(placed: Placed) -> str:
    left, bottom, size, text = placed
    font = "B" if text.startswith("*") else "F"
    safe = text.removeprefix("*").replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT /{font} {size} Tf {left} {bottom} Td ({safe}) Tj ET"


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode()


def _said(said: dict[str, str]) -> bytes:
    return b"<< %s >>" % " ".join(f"/{key} ({value})" for key, value in said.items()).encode()


def _written(objects: Sequence[bytes]) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 5 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(objects) + 1,
        len(data),
    )
    return data + head + table + tail
